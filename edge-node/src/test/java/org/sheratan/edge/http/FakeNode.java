package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.Cleared;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.gate.Ruling;
import org.sheratan.core.health.Health;
import org.sheratan.core.json.Json;
import org.sheratan.core.message.Message;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.mission.Underway;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.schedule.PlanParser;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.core.schedule.Schedules;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.JobStamp;
import org.sheratan.core.wire.Receipts;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.JoinCode;

/** A node without a mesh: keeps jobs in memory and lets a test say what becomes of them. */
public final class FakeNode implements NodeGate {
  public static final Bytes NETWORK = Bytes.utf8("test");
  public static final Identity SELF = Identity.fromSeed(seed(1));
  public static final Identity WORKER = Identity.fromSeed(seed(2));
  public static final Identity OTHER = Identity.fromSeed(seed(3));
  /** Blocked, and in range. */
  public static final Identity THIEF = Identity.fromSeed(seed(4));
  public static final Group TEAM = new Group(GroupId.parse("0102030405060708"), "team", SELF.id(), 4, 2,
      List.of(SELF.id(), WORKER.id()).stream().sorted().toList(), List.of(WORKER.id()));
  public static final JoinCode CODE = new JoinCode(SELF.id().key().slice(0, 5), Bytes.hex("11".repeat(10)));

  /** One link that has lost a little. */
  public static final LinkCounts LINKS = () -> new TreeMap<>(Map.of("udp", new LinkCounts.Figures(120, 98,
      new TreeMap<>(Map.of("foreign", 2L, "unsent", 0L)), new TreeMap<>(Map.of("own", 40L)))));

  private final List<Command> asked = new ArrayList<>();
  private final SortedMap<JobId, Job> jobs = new TreeMap<>();
  private final FakeMessages messages = new FakeMessages();
  private Function<Command, Optional<Answer>> override = command -> Optional.empty();
  private final SortedMap<NodeId, Trust> decided = new TreeMap<>();
  private final List<RevocationWord> words = new ArrayList<>();
  private final Schedules schedules = new Schedules(new Nowhere(), new UptimeMeter(new Nowhere(), 0), 0);
  private final FakeMissions missions = new FakeMissions(SELF.id().shortName());
  private final FakeChains chains = new FakeChains(SELF.id().shortName());
  /** What it keeps for others. */
  public volatile CustodyCount wills = new CustodyCount(0, 0, 0);
  private boolean silent;
  private boolean accepting = true;

  private static Bytes seed(int fill) {
    byte[] seed = new byte[Identity.SEED_BYTES];
    java.util.Arrays.fill(seed, (byte) fill);
    return Bytes.copyOf(seed);
  }

  /** Answers with what {@code answers} gives; the usual way where that is empty. */
  public synchronized FakeNode answering(Function<Command, Optional<Answer>> answers) {
    override = answers;
    return this;
  }

  public FakeNode refusing(Answer.Reason reason, String message, String fix) {
    return answering(command -> command instanceof Command.Status
        ? Optional.empty()
        : Optional.of(new Answer.Refused(reason, message, fix)));
  }

  public synchronized FakeNode silent() {
    silent = true;
    return this;
  }

  public synchronized FakeNode degraded() {
    accepting = false;
    return this;
  }

  public synchronized List<Command> asked() {
    return List.copyOf(asked);
  }

  /** The last command of that kind. */
  public synchronized <C extends Command> C asked(Class<C> kind) {
    return asked.stream().filter(kind::isInstance).map(kind::cast).reduce((first, last) -> last)
        .orElseThrow();
  }

  public synchronized void put(Job job) {
    jobs.put(job.id(), job);
  }

  public synchronized void put(Message message) {
    messages.put(message);
  }

  public static JobId jobId(long sequence) {
    return new JobId(SELF.id().shortName(), 1, sequence);
  }

  public static Job job(long sequence, JobState state) {
    return job(jobId(sequence), JobSpec.of("ping", Json.Obj.EMPTY), state);
  }

  public static Job job(JobId id, JobSpec spec, JobState state) {
    boolean awarded = state.code() >= JobState.WORKING.code();
    Json.Obj result = Json.Obj.EMPTY.with("ok", true);
    boolean completed = state == JobState.COMPLETED;
    return new Job(id, spec, state, awarded ? 1 : 0, awarded ? 2 : 0, 0,
        awarded ? Optional.of(WORKER.id()) : Optional.empty(), awarded ? 3_000_000 : 0, Optional.empty(), "",
        completed ? Optional.of(result) : Optional.empty(),
        completed ? Optional.of(receipt(id, result)) : Optional.empty(), 0, 1_700_000_000_000L, 6_200,
        0, List.of(), JobNotes.of(new Origin(Origin.Zone.API, "127.0.0.1"), Passage.NONE));
  }

  /** One whose worker handed something in when it was 3.2 s old. */
  public static Job underway(long sequence, JobState state) {
    Interim said = Interim.checkpoint("3 of\n6 files", Bytes.utf8("secret"))
        .with(Json.Obj.EMPTY.with("n", 3));
    Job job = job(sequence, state);
    return job.noted(job.notes().with(new Underway(1, 3_200, said)));
  }

  public static Receipt receipt(JobId id, Json.Obj result) {
    Receipt draft = new Receipt(SELF.id(), id, 1, org.sheratan.core.json.CanonicalJson.sha256(result), 42,
        3_000_000,
        WORKER.id(), 1, 7, 1_700_000_000_123L, WallQuality.NTP, Bytes.EMPTY);
    return Receipts.sign(WORKER, NETWORK, draft);
  }

  public static Peer peer(Identity identity, String name, int hops) {
    return peer(identity, name, hops, Trust.FIRST_USE);
  }

  private static Peer peer(Identity identity, String name, int hops, Trust trust) {
    Card card = new Card(name, List.of("read_file"), List.of(), List.of("gpu:8G"));
    return new Peer(identity.id(), 4, hops, WORKER.id(), "lo", 1_000, Optional.of(1_000L), 10,
        CapabilityFilter.of(card.capabilities()), trust, Optional.of(card));
  }

  private Peer judged(Identity identity, String name, int hops) {
    return peer(identity, name, hops, decided.getOrDefault(identity.id(), Trust.FIRST_USE));
  }

  @Override
  public synchronized CompletableFuture<Answer> ask(Command command) {
    asked.add(command);
    return silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(answer(command));
  }

  private Answer answer(Command command) {
    Optional<Answer> other = override.apply(command);
    if (other.isPresent()) {
      return other.get();
    }
    return switch (command) {
      case Command.Submit(JobSpec spec, Origin origin) -> submit(spec, origin);
      case Command.ListHeld list -> new Answer.Jobs(
          jobs.values().stream().filter(job -> job.state() == JobState.HELD).limit(list.limit()).toList(),
          Optional.empty());
      case Command.DecideHeld decide -> decide(decide);
      case Command.ShowRules() -> new Answer.Rules(GateRules.DEFAULT, SubmitLimits.DEFAULT);
      case Command.Show(JobId id) -> known(id);
      case Command.Cancel(JobId id) -> cancel(id);
      case Command.IfUnchanged when -> ifUnchanged(when);
      case Command.FindKey(String key) -> jobs.values().stream()
          .filter(job -> job.spec().idempotencyKey().equals(Optional.of(key))).findFirst()
          .<Answer>map(job -> new Answer.KeyUse(job.id(), Bytes.hex("ab".repeat(32))))
          .orElseGet(() -> new Answer.Refused(Answer.Reason.NOT_FOUND, "no such key", ""));
      case Command.ListJobs list -> page(list);
      case Command.ListNodes() -> new Answer.Nodes(
          List.of(judged(WORKER, "node-b2", 1), judged(OTHER, "node-c3", 2)), new TreeMap<>(), decided, words,
          3_500);
      case Command.ListTools() -> new Answer.Tools(ToolCatalog.standard().kinds(),
          new TreeMap<>(
              Map.of("read_file", List.of(SELF.id(), WORKER.id()), "transcode", List.of(OTHER.id()))));
      case Command.Status() ->
        new Answer.StatusReport(SELF.id(), new Card("node-a1", List.of(), List.of(), List.of()),
            1, 65_000, 2, 0, 0, wills, 0, jobs.size(), accepting,
            accepting ? "" : "journal: disk full", "",
            traffic(), 5);
      case Command.OfHealth about -> health(about);
      case Command.Ping(NodeId id, long timeoutMs) -> new Answer.Pong(id, 1_660, 1);
      case Command.Look look -> FakeSurvey.answer(look);
      case Command.AboutMessages about -> messages.answer(about);
      case Command.ListDead list -> new Answer.Jobs(jobs.values().stream().filter(Job::dead)
          .filter(job -> list.of().isEmpty() || list.of().equals(job.notes().retry().failure())).toList(),
          Optional.empty());
      case Command.Requeue(JobId id, Origin origin) -> submit(jobs.get(id).spec().withoutKey(), origin);
      case Command.OfSchedules about -> schedules(about);
      case Command.OfMissions about -> missions.answer(about);
      case Command.OfChains about -> chains.answer(about);
      case Command.ListTaskJobs list -> new Answer.Jobs(jobs.values().stream()
          .filter(job -> job.spec().task().equals(Optional.of(list.task()))).limit(list.limit()).toList(),
          Optional.empty());
      case Command.Revoke(NodeId id, String reason) -> {
        decided.put(id, Trust.BLOCKED);
        words.add(new RevocationWord(id, SELF.id(), true, 1_790_000_000L, reason, true, true));
        yield new Answer.Done();
      }
      case Command.SetTrust(NodeId id, Trust trust) -> {
        decided.put(id, trust);
        yield new Answer.Done();
      }
      case Command.OfGroups about -> groups(about);
    };
  }

  private Answer page(Command.ListJobs list) {
    List<Job> all = jobs.reversed().values().stream()
        .filter(job -> list.after().isEmpty() || job.id().compareTo(list.after().get()) < 0)
        .filter(job -> list.state().isEmpty() || list.state().get() == job.state()).toList();
    List<Job> page = all.subList(0, Math.min(all.size(), list.limit()));
    return new Answer.Jobs(page,
        page.size() < all.size() ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /** As of a node that has just started. */
  private Answer health(Command.OfHealth command) {
    Now start = Now.monotonic(0);
    Health health = new Health(new Nowhere(), start);
    health.poll(accepting ? List.of() : List.of("storage"), start);
    if (command instanceof Command.MoveState move) {
      Optional<String> refused = health.ask(move.to(), move.reason(), move.actor(), move.meta(), start);
      if (refused.isPresent()) {
        return new Answer.Refused(Answer.Reason.CONFLICT, refused.get(), "");
      }
    }
    return new Answer.HealthShown(health.view(65_000));
  }

  private Answer schedules(Command.OfSchedules command) {
    return switch (command) {
      case Command.AddSchedule(String words, Asking asking) -> {
        try {
          yield view(schedules.add(words, PlanParser.parse(words), asking, Now.monotonic(0)));
        } catch (MalformedException broken) {
          yield new Answer.Refused(Answer.Reason.INVALID, "schedule: " + broken.reason(),
              Optional.of("schedule"), "");
        }
      }
      case Command.ListSchedules() ->
        new Answer.Schedules(
            schedules.all().stream().map(each -> viewed(each)).toList());
      case Command.ShowSchedule(long number) -> schedules.find(number).<Answer>map(FakeNode::view)
          .orElseGet(
              () -> new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no schedule s" + number, ""));
      case Command.RemoveSchedule(long number, Optional<Schedule> was) -> {
        schedules.remove(number);
        yield new Answer.Done();
      }
    };
  }

  private static Answer.OneSchedule view(Schedule schedule) {
    return new Answer.OneSchedule(viewed(schedule));
  }

  private static Answer.ScheduleView viewed(Schedule schedule) {
    return new Answer.ScheduleView(schedule, 42_000, schedule.text().contains("stranger")
        ? List.of("no one node is called stranger")
        : List.of());
  }

  /** Keeps nothing over a restart. */
  private static final class Nowhere implements Durable {
    private final SortedMap<String, Bytes> records = new TreeMap<>();

    @Override
    public void put(String name, Bytes value) {
      records.put(name, value);
    }

    @Override
    public void remove(String name) {
      records.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      SortedMap<String, Bytes> found = new TreeMap<>(records.tailMap(prefix));
      found.keySet().removeIf(name -> !name.startsWith(prefix));
      return found;
    }
  }

  private static Answer groups(Command.OfGroups command) {
    return switch (command) {
      case Command.ListGroups() -> new Answer.GroupList(List.of(TEAM));
      case Command.ShowGroup(GroupId id) -> new Answer.OneGroup(TEAM);
      case Command.CreateGroup(String name) -> new Answer.OneGroup(TEAM);
      case Command.InviteToGroup(GroupId id, long lifetimeMs) -> new Answer.Invited(CODE);
      case Command.JoinGroup(JoinCode code, long timeoutMs) -> new Answer.OneGroup(TEAM);
      case Command.RemoveFromGroup(GroupId id, NodeId member) -> new Answer.Done();
      case Command.LeaveGroup(GroupId id) -> new Answer.Done();
    };
  }

  private static final Gates GATES = new Gates(GateRules.DEFAULT, kind -> true);

  private static MeshCounters traffic() {
    return new MeshCounters(new TreeMap<>(Map.of("udp", 3L)), new TreeMap<>(Map.of(WORKER.id().toHex(), 12L)),
        110,
        97, 0, 4, 6, 8, 0, 0, 0, 0, 2, 3, 1, 5, 7, 2, 0, 2, 2, 0, 1);
  }

  private Answer ifUnchanged(Command.IfUnchanged when) {
    return jobs.containsKey(when.job()) && JobStamp.of(jobs.get(when.job())).equals(when.stamp())
        ? answer(when.then())
        : new Answer.Refused(Answer.Reason.CHANGED, "job " + when.job() + " has changed", "");
  }

  private Answer decide(Command.DecideHeld decide) {
    Job job = jobs.get(decide.job());
    if (job == null || job.state() != JobState.HELD) {
      return new Answer.Refused(Answer.Reason.CONFLICT, "job " + decide.job() + " is not held", "");
    }
    Passage.Decision decision = new Passage.Decision(decide.approved(), decide.by(), decide.reason(),
        1_700_000_000_000L);
    JobEvent event = decide.approved()
        ? new JobEvent.Approved(decision, 9_000)
        : new JobEvent.Rejected(decision);
    jobs.put(job.id(), JobMachine.step(job, event, true).job());
    return known(job.id());
  }

  private Answer submit(JobSpec spec, Origin origin) {
    return switch (GATES.judge(spec, origin)) {
      case Ruling.Barred(List<GateReport> reports) -> new Answer.Barred(reports);
      case Cleared cleared -> submit(cleared);
    };
  }

  private Answer submit(Cleared cleared) {
    JobSpec spec = cleared.spec();
    Optional<Job> known = jobs.values().stream()
        .filter(job -> spec.idempotencyKey().isPresent()
            && job.spec().idempotencyKey().equals(spec.idempotencyKey()))
        .findFirst();
    if (known.isPresent()) {
      return known.get().spec().equals(spec)
          ? new Answer.Accepted(known.get(), true)
          : new Answer.Refused(Answer.Reason.CONFLICT, "idempotency key already names job " + known.get().id()
              + ", another request", Optional.of("idempotency_key"), "use another key");
    }
    JobId id = jobId(jobs.size() + 1);
    Job job = cleared.paused()
        ? Job.accepted(id, spec,
            JobNotes.of(cleared.origin(), Passage.of(cleared.reports())),
            1_700_000_000_000L)
        : job(id, spec, JobState.PENDING);
    jobs.put(job.id(), job);
    return new Answer.Accepted(job, false);
  }

  private Answer known(JobId id) {
    return jobs.containsKey(id)
        ? new Answer.OneJob(jobs.get(id))
        : new Answer.Refused(Answer.Reason.NOT_FOUND, "no job " + id, "list them with: sheratan job list");
  }

  private Answer cancel(JobId id) {
    if (jobs.containsKey(id)) {
      jobs.put(id, job(id, jobs.get(id).spec(), JobState.CANCELLED));
    }
    return known(id);
  }
}
