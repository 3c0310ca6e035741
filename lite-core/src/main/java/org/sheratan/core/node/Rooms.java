package org.sheratan.core.node;

import java.util.List;

import org.sheratan.core.dispatch.DispatchLimits;
import org.sheratan.core.dispatch.DispatchParts;
import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.health.Health;
import org.sheratan.core.market.Capability;
import org.sheratan.core.market.Hands;
import org.sheratan.core.market.Post;
import org.sheratan.core.market.ReceiptWriter;
import org.sheratan.core.market.Worker;
import org.sheratan.core.market.WorkerTerms;
import org.sheratan.core.message.MessageLimits;
import org.sheratan.core.message.MessageParts;
import org.sheratan.core.message.Messages;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreHealth;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.trace.ChainDecisions;
import org.sheratan.core.trace.Decisions;
import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.PolledMesh;

/** The rooms of one start, put together when its first turn tells the time. */
final class Rooms {
  private static final int LOAD_STEP_PERCENT = 25;
  private static final long HEALTH_EVERY_MS = 5_000;

  private final PolledMesh mesh;
  private final Store store;
  private final Worker worker;
  private final Dispatcher dispatcher;
  private final ChainDesk chains;
  private final AuditDesk audits;
  private final CustodyDesk custody;
  private final Messages messages;
  private final ScheduleDesk schedules;
  private final Pings pings;
  private final MeshTime meshTime;
  private final WayQuestions wayQuestions;
  private final Mailroom mailroom;
  private final Commands commands;
  private final CommitGate gate;
  private final EffectQueue effects;
  private final EpochKeeper epochs;
  private final HealthDesk health;
  private boolean restored;
  private Now now;
  private int announcedLoad;
  private long nextHealthMs = Long.MIN_VALUE;
  private boolean storeAccepts;
  private boolean lookDue;

  Rooms(NodeParts parts, CommitGate gate, EffectQueue effects, Now now) {
    this.mesh = parts.mesh();
    this.store = parts.store();
    this.gate = gate;
    this.effects = effects;
    this.now = now;
    this.epochs = new EpochKeeper(mesh, store, gate, effects);
    Post post = new Post(mesh);
    NodeSettings settings = parts.settings();
    WorkerTerms terms = new WorkerTerms(parts.card().capabilities(), parts.card().offers(),
        settings.maxTools(),
        settings.maxWaiting(), settings.pricesMicros(), settings.defaultPriceMicros());
    this.worker = new Worker(post, terms, parts.tools(),
        new ReceiptWriter(parts.identity(), parts.network(), parts.store()::epoch), parts.store(),
        parts.entropy().fork("worker"), new ToolHands(), parts.observer());
    Capability capability = new Capability(mesh, terms, parts.card().name());
    this.health = new HealthDesk(new Health(store, now));
    UptimeMeter uptime = new UptimeMeter(store, now.monoMs());
    String owner = mesh.self().shortName();
    Trail trail = new Trail(new Decisions(owner, store::epoch), new ChainDecisions(owner, store::epoch),
        health.health(), effects, () -> this.now);
    this.dispatcher = new Dispatcher(new DispatchParts(post, parts.store(), parts.network(), parts.tools(),
        capability,
        new Gates(settings.gates(), kind -> parts.tools().find(kind).isPresent()),
        DispatchLimits.DEFAULT.with(settings.submits()), parts.entropy().fork("dispatch"),
        health.health()::refusal, uptime,
        new Gated(parts.observer(), gate, trail)),
        now.monoMs());
    this.chains = new ChainDesk(dispatcher, parts,
        stop -> gate.whenDurable(trail.stopped(stop)), uptime, now.monoMs());
    this.audits = new AuditDesk(dispatcher, settings.audits(), mesh.self());
    this.custody = new CustodyDesk(parts, post, dispatcher, effects, uptime, now.monoMs());
    this.messages = new Messages(
        new MessageParts(post, mesh, store, store::epoch, MessageLimits.DEFAULT, uptime,
            parts.entropy().fork("message"),
            new GatedMessages(parts.messageObserver(), gate)),
        now.monoMs());
    this.pings = new Pings(mesh, post, effects);
    this.meshTime = new MeshTime(mesh, post, pings::nextNonce, effects, settings.asksTime(), now.monoMs());
    this.wayQuestions = new WayQuestions(mesh);
    this.schedules = new ScheduleDesk(parts, dispatcher, messages, uptime, now.monoMs());
    TrustDesk trust = new TrustDesk(mesh, effects);
    GroupDesk groups = new GroupDesk(mesh.groups(), effects);
    this.mailroom = new Mailroom(post, worker, dispatcher, custody, messages, pings, meshTime, wayQuestions,
        gate,
        epochs,
        groups, trust, effects);
    this.commands = new Commands(parts, dispatcher, custody, chains, worker, capability, pings,
        new Surveyor(mesh, wayQuestions, effects), mailroom::malformed, effects, gate, epochs, health,
        new MessageCommands(messages), groups, trust, schedules, now.monoMs());
  }

  /** Starts tools behind the gate, stops them at once. */
  private final class ToolHands implements Hands {
    @Override
    public void start(ToolOrder order) {
      gate.whenDurable(() -> {
        if (worker.mayStart(order, now.monoMs())) {
          effects.now(new Effect.StartTool(order));
        }
      });
    }

    @Override
    public void stop(ToolOrder order) {
      effects.now(new Effect.StopTool(order));
    }
  }

  /** The time of the turn that begins. */
  void begin(Now begins) {
    now = begins;
    if (now.monoMs() >= nextHealthMs) {
      // Asking the disk is a system call: not in every turn.
      nextHealthMs = now.monoMs() + HEALTH_EVERY_MS;
      boolean accepting = store.health() instanceof StoreHealth.Accepting;
      storeAccepts = accepting;
      lookDue = true;
      worker.accepting(accepting);
      messages.accepting(accepting);
      custody.accepting(accepting);
    }
  }

  void onCommand(long token, Command command, Now now) {
    commands.onCommand(token, command, now);
  }

  void onLink(String name, boolean up) {
    health.onLink(name, up);
  }

  void onTool(ToolEvent event, Now now) {
    if (deciding()) {
      worker.onTool(event, now);
    }
  }

  /** The journal failed. */
  void stop() {
    worker.stop();
    custody.stop();
    health.poll(false, !epochs.yielded(), now);
  }

  /** Lets the rooms decide until nothing is left to decide in this turn. */
  void settle() {
    boolean more = true;
    while (more) {
      List<MeshEvent> events = mesh.drainEvents();
      events.forEach(event -> mailroom.onEvent(event, now));
      boolean local = mailroom.deliverLocal(now);
      pings.poll(now.monoMs());
      meshTime.poll(now);
      wayQuestions.poll(now.monoMs());
      decide();
      more = !events.isEmpty() || local || mailroom.deliverLocal(now);
    }
    announceLoad();
  }

  private void decide() {
    if (epochs.yielded()) {
      worker.stop();
    }
    if (lookDue && (deciding() || gate.failed() || epochs.yielded())) {
      lookDue = false;
      health.poll(storeAccepts && !gate.failed(), !epochs.yielded(), now);
    }
    if (!deciding()) {
      return;
    }
    if (!restored) {
      restored = true;
      worker.restore();
    }
    worker.poll(now.monoMs());
    schedules.poll(now);
    dispatcher.poll(now.monoMs());
    while (followed()) {
      dispatcher.poll(now.monoMs());
    }
    messages.poll(now);
  }

  /** Whether anything was done about what became of own jobs. */
  private boolean followed() {
    List<Job> ended = dispatcher.takeEnded();
    boolean audited = audits.poll(ended, now);
    boolean handed = custody.poll(ended, now);
    return chains.poll(ended, now) || audited || handed;
  }

  private boolean deciding() {
    return !gate.failed() && epochs.deciding();
  }

  long nextPollMs() {
    long decidedMs = deciding()
        ? Math.min(Math.min(worker.nextPollMs(), Math.min(dispatcher.nextPollMs(), custody.nextPollMs())),
            Math.min(messages.nextPollMs(), Math.min(chains.nextPollMs(), Math.min(audits.nextPollMs(),
                Math.min(schedules.nextPollMs(), health.health().nextPollMs())))))
        : Long.MAX_VALUE;
    return Math.min(decidedMs,
        Math.min(meshTime.nextPollMs(), Math.min(pings.nextPollMs(), wayQuestions.nextPollMs())));
  }

  /** In coarse steps: every change is an announce that all neighbors pay for. */
  private void announceLoad() {
    int load = worker.loadPercent() / LOAD_STEP_PERCENT * LOAD_STEP_PERCENT;
    if (load != announcedLoad) {
      announcedLoad = load;
      mesh.load(load);
    }
  }
}
