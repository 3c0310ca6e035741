package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Index;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.wire.Outcome;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.secure.Identity;

/**
 * One real node with its strict disk, its clock and its tools. Tool kinds: {@code quick} (100 ms) and {@code slow}
 * (20 s, with progress) may run twice, {@code once} (20 s) may not, {@code fails} does here but may work elsewhere,
 * {@code rejects} never works, {@code huge} returns too much.
 */
final class WorldNode {
  /** Of everything that tests submit. */
  static final Origin ORIGIN = new Origin(Origin.Zone.API, "test");
  static final ToolCatalog TOOLS = new ToolCatalog(List.of(kind("quick", true), kind("slow", true),
      kind("once", false), kind("fails", true), kind("rejects", true), kind("huge", true),
      kind("audit", true)));

  final Identity identity;
  final Map<Long, Answer> answers = new TreeMap<>();
  final List<Effect.TimeTold> told = new ArrayList<>();
  final List<Decision> decisions = new ArrayList<>();
  final List<String> notices = new ArrayList<>();
  final List<ToolOrder> started = new ArrayList<>();
  final List<ToolOrder> stopped = new ArrayList<>();
  /** How fast its clock runs, and what it shows at the beginning. */
  double rate = 1;
  long offsetMs = 7_000;
  WallQuality quality = WallQuality.NTP;
  long commitMs = 2;
  long toolMs = 20_000;
  IOException failCommits;
  /** What its tools say after 100 ms instead of working, if anything. */
  Optional<Outcome.Failed> toolsSay = Optional.empty();
  /** What its tools of other kinds give after 100 ms. */
  final Map<String, Function<ToolOrder, Json.Obj>> gives = new TreeMap<>();
  List<String> offers = List.of();
  /** What neighbors know of this node when it starts in doubt. */
  Optional<MeshEvent> recalled = Optional.of(new MeshEvent.SelfRecalled(0, 0));
  Supplier<Index> indexes = MemoryIndex::new;
  StrictDisk disk;
  MemoryMark mark = new MemoryMark();
  FakeMesh mesh;
  Store store;
  Node node;
  private final World world;
  private final String name;
  private final NodeSettings settings;
  private final List<String> capabilities;
  private long lastToken;
  private long wakeMs = Long.MAX_VALUE;
  private int life;

  WorldNode(World world, String name, NodeSettings settings, String... capabilities) {
    this.world = world;
    this.name = name;
    this.settings = settings;
    this.capabilities = List.of(capabilities);
    this.identity = Identity.fromSeed(Bytes.utf8((name + "-".repeat(32)).substring(0, 32)));
    this.disk = new StrictDisk(new SeededEntropy(name.hashCode()));
  }

  NodeId id() {
    return identity.id();
  }

  void start() {
    life++;
    wakeMs = Long.MAX_VALUE;
    Opening opening = Store.open(disk, indexes.get(), StoreConfig.DEFAULT.withReserveBytes(0),
        length -> Bytes.copyOf(new byte[length]), mark);
    store = assertInstanceOf(Opening.Opened.class, opening).store();
    mesh = new FakeMesh(id(), new FakeLink(), store.epoch());
    mesh.recalled = recalled;
    Card card = new Card(name, capabilities, List.of(), offers);
    node = new Node(new NodeParts(identity, World.NETWORK, mesh, store, TOOLS, card, settings,
        new SeededEntropy(life).fork(name), world.witness.of(this), world.words));
    turn();
    introduce();
  }

  /** Power fails; what was not synced may be lost. */
  void crash() {
    life++;
    node = null;
    disk = disk.crash();
    world.witness.crashed(this);
  }

  /** The process dies, its disk does not. */
  void kill() {
    life++;
    node = null;
    disk = disk.kill();
    world.witness.crashed(this);
  }

  boolean up() {
    return node != null;
  }

  Now now() {
    return new Now(offsetMs + Math.round(world.nowMs * rate), 1_700_000_000_000L + world.nowMs,
        quality);
  }

  void receive(Bytes frame) {
    accept(new Input.FrameArrived(new FakeLink(), new LinkEndpoint("?"), frame, Optional.empty()));
  }

  void accept(Input input) {
    if (up()) {
      node.accept(input);
      turn();
    }
  }

  long ask(Command command) {
    long token = ++lastToken;
    accept(new Input.CommandArrived(token, command));
    return token;
  }

  /** Asks and waits up to a second for the answer. */
  Answer answer(Command command) {
    long token = ask(command);
    world.await(1_000, () -> answers.containsKey(token));
    return answers.get(token);
  }

  JobId submit(JobSpec spec) {
    return assertInstanceOf(Answer.Accepted.class, answer(new Command.Submit(spec, ORIGIN))).job().id();
  }

  JobId submit(String kind) {
    return submit(JobSpec.of(kind, Json.Obj.EMPTY));
  }

  Job show(JobId job) {
    return assertInstanceOf(Answer.OneJob.class, answer(new Command.Show(job))).job();
  }

  Answer.StatusReport status() {
    return assertInstanceOf(Answer.StatusReport.class, answer(new Command.Status()));
  }

  private void introduce() {
    for (WorldNode other : world.nodes.values()) {
      if (other != this && other.up()) {
        other.mesh.hear(id(), mesh.card());
        mesh.hear(other.id(), other.mesh.card());
        other.turn();
      }
    }
    turn();
  }

  void turn() {
    int ofLife = life;
    for (Effect effect : node.poll(now())) {
      carryOut(effect, ofLife);
    }
    long nextMs = node.nextPollMs();
    if (nextMs != Long.MAX_VALUE) {
      wakeAt(nextMs == Node.NOW
          ? world.nowMs
          : Math.max((long) Math.ceil((nextMs - offsetMs) / rate), world.nowMs + 1), ofLife);
    }
  }

  /** One timer at a time: were each turn to set one of its own, a run would take turns by the square of its length. */
  private void wakeAt(long atMs, int ofLife) {
    if (atMs < wakeMs) {
      wakeMs = atMs;
      world.at(atMs, () -> {
        if (life == ofLife && wakeMs == atMs) {
          wakeMs = Long.MAX_VALUE;
          alive(ofLife, this::turn);
        }
      });
    }
  }

  private void carryOut(Effect effect, int ofLife) {
    switch (effect) {
      case Effect.SendFrame send -> world.carry(this, send.to().address(), send.frame());
      case Effect.RunCommit run ->
        world.at(world.nowMs + commitMs, () -> alive(ofLife, () -> commit(run.commit())));
      case Effect.RunChore run -> world.at(world.nowMs + commitMs,
          () -> alive(ofLife, () -> accept(new Input.ChoreEnded(run.chore(), attempt(run.chore()::run)))));
      case Effect.StartTool start -> start(start.order(), ofLife);
      case Effect.StopTool stop -> {
        stopped.add(stop.order());
        report(ofLife, new ToolEvent.Failed(stop.order().job(), stop.order().attempt(), "stopped", "", true));
      }
      case Effect.TimeTold claim -> told.add(claim);
      case Effect.Decided decided -> decisions.add(decided.decision());
      case Effect.Notice notice -> notices.add(notice.what());
      case Effect.Reply reply -> answers.put(reply.token(), reply.answer());
    }
  }

  private void commit(Commit commit) {
    accept(new Input.CommitEnded(commit, failCommits != null ? failCommits : attempt(commit::run)));
  }

  private interface Work {
    void run() throws IOException;
  }

  private static IOException attempt(Work work) {
    try {
      work.run();
      return null;
    } catch (IOException failed) {
      return failed;
    }
  }

  private void start(ToolOrder order, int ofLife) {
    started.add(order);
    if (toolsSay.isPresent()) {
      Outcome.Failed said = toolsSay.get();
      later(100, ofLife, new ToolEvent.Failed(order.job(), order.attempt(), said.code(), said.message(),
          said.retryElsewhere()));
      return;
    }
    if (gives.containsKey(order.kind())) {
      later(100, ofLife,
          new ToolEvent.Finished(order.job(), order.attempt(), gives.get(order.kind()).apply(order), 5));
      return;
    }
    Json.Obj result = Json.Obj.EMPTY.with("ok", true).with("node", name).with("level", 7);
    switch (order.kind()) {
      case "quick" -> later(100, ofLife, new ToolEvent.Finished(order.job(), order.attempt(), result, 5));
      case "slow", "once" -> {
        for (int tenth = 1; tenth < 10; tenth++) {
          later(toolMs * tenth / 10, ofLife,
              new ToolEvent.Progressed(order.job(), order.attempt(), tenth / 10.0));
        }
        later(toolMs, ofLife, new ToolEvent.Finished(order.job(), order.attempt(), result, 5));
      }
      case "fails" ->
        later(10, ofLife, new ToolEvent.Failed(order.job(), order.attempt(), "io", "disk", true));
      case "rejects" -> later(10, ofLife,
          new ToolEvent.Failed(order.job(), order.attempt(), "not_found", "no such file", false));
      case "huge" -> later(10, ofLife, new ToolEvent.Finished(order.job(), order.attempt(),
          result.with("content", new SeededEntropy(3).fork("x").nextLong() + noise()), 5));
      default -> throw new IllegalStateException(order.kind());
    }
  }

  private static String noise() {
    SeededEntropy entropy = new SeededEntropy(9);
    StringBuilder noise = new StringBuilder();
    while (noise.length() < 200_000) {
      noise.append(Long.toHexString(entropy.nextLong()));
    }
    return noise.toString();
  }

  private void later(long ms, int ofLife, ToolEvent event) {
    world.at(world.nowMs + ms, () -> report(ofLife, event));
  }

  private void report(int ofLife, ToolEvent event) {
    world.at(world.nowMs, () -> alive(ofLife, () -> accept(new Input.ToolReported(event))));
  }

  private void alive(int ofLife, Runnable action) {
    if (up() && life == ofLife) {
      action.run();
    }
  }

  private static ToolKind kind(String name, boolean idempotent) {
    return ToolKind.free(name, "Runs when a test says so.", idempotent, "run");
  }

  Optional<Job> completed(JobId job) {
    Job shown = show(job);
    return shown.state().terminal() ? Optional.of(shown) : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
