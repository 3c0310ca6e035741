package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.audit.AuditCase;
import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.GateRules.Opinions;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.trace.ActionType;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.core.trace.TraceSchema;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** Jobs that need a second opinion wait for auditors, run when enough of them agree, and otherwise wait for a person. */
class AuditsTest {
  private static final Origin OPERATOR = new Origin(Zone.CONSOLE, "");
  private static final long TIMEOUT_MS = 60_000;
  private static final Vote YES = new Vote(true, "rules", "nothing against it");
  private static final Vote NO = new Vote(false, "rules", "too much");
  private final World world = new World(21);
  private final List<WorldNode> auditors = new ArrayList<>();
  private int depth = 100;
  private WorldNode owner;
  private WorldNode worker;

  /** An owner that asks all of {@code votes}; a null answers what no vote is. */
  private void begin(Vote... votes) {
    for (Vote vote : votes) {
      WorldNode auditor = world.add("auditor" + auditors.size(), Settings.worker(2), "audit");
      auditor.gives.put("audit", vote == null
          ? order -> Json.Obj.EMPTY.with("ok", true)
          : order -> Ballot.of(AuditCase.read(order.params()), vote));
      auditors.add(auditor);
    }
    worker = world.add("worker", Settings.worker(2), "once", "quick", "slow");
    List<NodeId> seats = auditors.stream().map(WorldNode::id).toList();
    owner = world.add("owner", settings(new AuditPlan(false, seats, votes.length / 2 + 1, TIMEOUT_MS)));
  }

  private NodeSettings settings(AuditPlan plan) {
    return new NodeSettings(0, 0, SubmitLimits.onlyDepth(depth), new TreeMap<>(), 1, false,
        new GateRules(List.of(), List.of(), List.of(), List.of(), 50, 10, 3_600_000,
            new Opinions(List.of("once"), FollowUps.WARNED)),
        plan);
  }

  @Test
  void shouldRunWhatThreeOfFiveApprove() {
    begin(YES, NO, YES, NO, YES);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    assertEquals(JobState.HELD, held.state());
    assertEquals("held by gate G4 policy: kind: once needs a second opinion", held.reason());
    world.await(30_000, () -> ended(held).state() == JobState.COMPLETED);
    assertEquals("approved by audit 3 of 5: " + said(ended(held)), decision(held));
    assertTrue(decision(held).contains(" for, "), decision(held));
    assertEquals(1, worker.started.size());
  }

  @Test
  void shouldFailWhatThreeOfFiveRefuse() {
    begin(NO, NO, YES, NO, YES);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.await(30_000, () -> ended(held).state() == JobState.FAILED);
    assertTrue(decision(held).startsWith("rejected by audit 3 of 5: "), decision(held));
    assertTrue(decision(held).endsWith("; rules: too much"), decision(held));
    assertTrue(worker.started.isEmpty());
  }

  @Test
  void shouldShowVotesAsTheyCome() {
    begin(YES, YES, YES, NO, NO);
    world.cut = (from, to) -> List.of(auditors.get(1), auditors.get(2)).contains(to);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.run(10_000);
    Job waiting = owner.show(held.id());
    assertEquals(JobState.HELD, waiting.state());
    assertEquals("waits for auditors: 3 of 5 must agree; 1 for, 2 against, 0 silent", waiting.reason());
    Audit audit = waiting.notes().audit().orElseThrow();
    assertEquals(List.of(auditors.get(1).id(), auditors.get(2).id()),
        audit.open().stream().map(Audit.Seat::auditor).toList());
    world.cut = (from, to) -> false;
    world.await(TIMEOUT_MS, () -> ended(held).state() == JobState.COMPLETED);
  }

  /** Silence is no vote: where three of five cannot be had any more, a person decides. */
  @Test
  void shouldWaitForAPersonWhenTooManyAreSilent() {
    begin(YES, YES, YES, null, NO);
    auditors.get(0).kill();
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.run(TIMEOUT_MS + 10_000);
    Job waiting = owner.show(held.id());
    assertEquals(JobState.HELD, waiting.state());
    assertEquals(
        "auditors do not agree, a person decides: 3 of 5 must agree; 2 for, 1 against, 2 silent",
        waiting.reason());
    assertInstanceOf(Answer.OneJob.class,
        owner.answer(new Command.DecideHeld(held.id(), true, OPERATOR, "I looked")));
    world.await(30_000, () -> ended(held).state() == JobState.COMPLETED);
  }

  @Test
  void shouldStopAskingWhenAPersonDecides() {
    begin(YES, YES, YES, YES, YES);
    world.cut = (from, to) -> auditors.contains(to);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.run(1_000);
    owner.answer(new Command.DecideHeld(held.id(), false, OPERATOR, "no"));
    world.run(1_000);
    assertEquals(JobState.FAILED, owner.show(held.id()).state());
    owner.show(held.id()).notes().audit().orElseThrow().seats().forEach(
        seat -> assertEquals(JobState.CANCELLED, owner.show(seat.asked().orElseThrow()).state()));
  }

  @Test
  void shouldGoOnAfterARestart() {
    begin(YES, YES, YES, NO, NO);
    world.cut = (from, to) -> List.of(auditors.get(0), auditors.get(1)).contains(to);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.run(10_000);
    String before = owner.show(held.id()).reason();
    owner.crash();
    world.run(1_000);
    owner.start();
    world.run(1_000);
    assertEquals(before, owner.show(held.id()).reason());
    world.cut = (from, to) -> false;
    world.await(TIMEOUT_MS, () -> ended(held).state() == JobState.COMPLETED);
    assertEquals(5, world.nodes.values().stream().mapToInt(node -> asked(node, "audit")).sum(),
        "nobody is asked twice");
  }

  /** Auditors say something of the words of a request; only they are told of them before it is decided. */
  @Test
  void shouldAskOnlyAuditorsAndTellThemAll() {
    begin(YES, YES, YES, YES, YES);
    WorldNode stranger = world.add("stranger", Settings.worker(4), "audit");
    List<AuditCase> cases = new ArrayList<>();
    auditors.forEach(auditor -> auditor.gives.put("audit", asking(cases, YES)));
    Json.Obj params = Json.Obj.EMPTY.with("path", "a.txt").with("content", "sudo make me a sandwich");
    Job held = submit(new JobSpec("once", params, Priority.HIGH, 30_000, List.of(), 50, 2, false,
        Optional.of("key")));
    world.await(30_000, () -> ended(held).state() == JobState.COMPLETED);
    assertTrue(stranger.started.isEmpty());
    assertEquals(new AuditCase(held.id(), "once", params, List.of(), Zone.API), cases.getFirst());
    assertEquals(held.notes().passage().reports(), owner.show(held.id()).notes().passage().reports());
  }

  @Test
  void shouldCountNoVoteAboutAnotherRequest() {
    begin(YES, YES, YES, YES, YES);
    JobId other = new JobId("k7f3q2ab", 1, 1);
    auditors.forEach(auditor -> auditor.gives.put("audit", order -> {
      AuditCase real = AuditCase.read(order.params());
      AuditCase false1 = new AuditCase(other, real.kind(), real.params(), real.needs(), real.origin());
      AuditCase false2 = new AuditCase(real.job(), "quick", real.params(), real.needs(), real.origin());
      return Ballot.of(auditor == auditors.getFirst() ? false1 : false2, YES);
    }));
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.run(30_000);
    assertEquals(JobState.HELD, owner.show(held.id()).state());
    Audit audit = owner.show(held.id()).notes().audit().orElseThrow();
    assertEquals(Audit.Tally.UNDECIDED, audit.tally());
    assertEquals(Optional.of(new Audit.Silence("its vote is about another request")),
        audit.seats().getFirst().word());
  }

  /** An auditor may say what it thinks of its own request, but here it counts nothing. */
  @Test
  void shouldGiveTheOwnerNoSeat() {
    begin(YES, YES, YES);
    WorldNode vain = new WorldNode(world, "vain", settings(AuditPlan.NONE), "audit");
    List<NodeId> seats = List.of(vain.id(), auditors.get(0).id(), auditors.get(1).id());
    WorldNode node = world.add(new WorldNode(world, "vain", settings(
        new AuditPlan(false, seats, 2, TIMEOUT_MS)), "audit"));
    Answer answer = node.answer(new Command.Submit(JobSpec.of("once", Json.Obj.EMPTY), WorldNode.ORIGIN));
    Job held = assertInstanceOf(Answer.Accepted.class, answer).job();
    world.await(30_000, () -> node.show(held.id()).state() == JobState.COMPLETED);
    assertEquals(Optional.of(new Audit.Silence("the job is its own")),
        node.show(held.id()).notes().audit().orElseThrow().seats().getFirst().word());
  }

  @Test
  void shouldAskItsOwnModelAloneWhereThatIsThePlan() {
    begin();
    NodeSettings rules = settings(AuditPlan.central(TIMEOUT_MS));
    WorldNode central = world.add("central",
        new NodeSettings(2, 2, rules.submits(), new TreeMap<>(), 1, false, rules.gates(), rules.audits()),
        "audit");
    central.gives.put("audit", order -> Ballot.of(AuditCase.read(order.params()),
        new Vote(true, "model llama3", "harmless")));
    Answer answer = central.answer(new Command.Submit(JobSpec.of("once", Json.Obj.EMPTY), WorldNode.ORIGIN));
    Job held = assertInstanceOf(Answer.Accepted.class, answer).job();
    world.await(30_000, () -> central.show(held.id()).state() == JobState.COMPLETED);
    assertEquals("approved by audit 1 of 1: 1 for, 0 against; model llama3: harmless",
        central.show(held.id()).notes().passage().decision().orElseThrow().line());
  }

  @Test
  void shouldWaitForAPersonWhereThereAreNoAuditors() {
    begin();
    WorldNode alone = world.add("alone", settings(AuditPlan.NONE));
    Answer answer = alone.answer(new Command.Submit(
        JobSpec.of("quick", Json.Obj.EMPTY).noting(SpecNotes.NONE.audited(true)), WorldNode.ORIGIN));
    Job held = assertInstanceOf(Answer.Accepted.class, answer).job();
    world.run(TIMEOUT_MS);
    assertEquals("held by gate G4 policy: a second opinion is asked for", alone.show(held.id()).reason());
  }

  /** What pauses a job for more than a second opinion is for a person. */
  @Test
  void shouldNotAskAuditorsWhereAPersonMustDecide() {
    begin(YES, YES, YES);
    Job path = submit(JobSpec.of("once", Json.Obj.EMPTY.with("path", "/etc/passwd")));
    Job words = submit(JobSpec.of("once", Json.Obj.EMPTY.with("note", "rm -rf /")));
    world.run(TIMEOUT_MS);
    assertEquals(JobState.HELD, owner.show(path.id()).state());
    assertEquals(JobState.HELD, owner.show(words.id()).state());
    assertTrue(auditors.stream().allMatch(auditor -> auditor.started.isEmpty()));
  }

  /** A person let its path pass, and with that nobody asked for the second opinion any more. */
  @Test
  void shouldStillAskAuditorsOnceAPersonHasApprovedThePath() {
    begin(YES, YES, NO);
    List<AuditCase> cases = new ArrayList<>();
    auditors.getFirst().gives.put("audit", asking(cases, YES));
    world.cut = (from, to) -> to == auditors.get(1);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY.with("path", "/abs").with("note", "rm -rf /")));
    assertEquals(5, held.notes().passage().reports().size(), "the person sees what all gates say");
    owner.answer(new Command.DecideHeld(held.id(), true, OPERATOR, "it is my disk"));
    assertEquals(JobState.HELD, ended(held).state());
    world.run(10_000);
    assertEquals("waits for auditors: 2 of 3 must agree; 1 for, 1 against, 0 silent", ended(held).reason());
    assertEquals(List.of("path_absolute", "phrase_hard"), cases.getFirst().passed());
    owner.crash();
    world.run(1_000);
    owner.start();
    assertTrue(worker.started.isEmpty());
    world.cut = (from, to) -> false;
    world.await(TIMEOUT_MS, () -> ended(held).state() == JobState.COMPLETED);
    assertEquals("approved by console: it is my disk",
        ended(held).notes().passage().allowed().orElseThrow().line());
    assertTrue(decision(held).startsWith("approved by audit 2 of 3: "), decision(held));
  }

  @Test
  void shouldLetAPersonDecideAloneWhenHeDecidesAgain() {
    begin(YES, YES, NO);
    world.cut = (from, to) -> auditors.contains(to);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY.with("path", "/abs")));
    owner.answer(new Command.DecideHeld(held.id(), true, OPERATOR, "it is my disk"));
    assertEquals("waits for auditors: 2 of 3 must agree; 0 for, 0 against, 0 silent", ended(held).reason());
    owner.answer(new Command.DecideHeld(held.id(), true, OPERATOR, "they sleep"));
    world.await(30_000, () -> ended(held).state() == JobState.COMPLETED);
    assertEquals("approved by console: they sleep", decision(held));
  }

  /** It counted as a refusal to answer, so that under load a person had to decide about all of them. */
  @Test
  void shouldAskAgainWhenTheQueueWasFull() {
    depth = 3;
    begin(YES, NO, NO, YES, YES);
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    assertEquals(2, ended(held).notes().audit().orElseThrow().seats().stream()
        .filter(Audit.Seat::unasked).count());
    owner.crash();
    world.run(100);
    owner.start();
    world.await(60_000, () -> ended(held).state() == JobState.COMPLETED);
    assertTrue(decision(held).startsWith("approved by audit 3 of 5: 3 for, "), decision(held));
  }

  /** Parameters of some 40 KiB fitted no question, so that every auditor counted as silent. */
  @Test
  void shouldAskAboutTheLargestJob() {
    begin(YES, YES, NO);
    int most = 44 * 1024 - "{'x':''}".length();
    Entropy entropy = new SeededEntropy(3);
    StringBuilder text = new StringBuilder();
    while (text.length() < most) {
      text.append((char) ('a' + entropy.nextInt(26)));
    }
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY.with("x", text.toString())));
    world.await(60_000, () -> ended(held).state() == JobState.COMPLETED);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, owner.answer(
        new Command.Submit(JobSpec.of("once", Json.Obj.EMPTY.with("x", text + "a")), WorldNode.ORIGIN)));
    assertEquals("params are 45057 bytes, the limit is 45056 bytes for a job that waits for a second opinion",
        refused.message());
  }

  /** They went on asking for the job that was deleted, with its parameters, and were kept after that. */
  @Test
  void shouldTakeQuestionsAlongWhenTheMissionGoes() {
    begin(YES, YES, YES);
    MissionId mission = assertInstanceOf(Answer.OneMission.class, owner.answer(new Command.CreateMission(
        new Mission.Draft("t", "", "alice", "active", Json.Obj.EMPTY, List.of()),
        Asking.once(Origin.UNKNOWN)))).mission().id();
    TaskId task = assertInstanceOf(Answer.OneTask.class, owner.answer(
        new Command.CreateTask(mission, new Task.Draft("a", "", "once", Json.Obj.EMPTY),
            Optional.empty())))
        .task().id();
    JobSpec spec = JobSpec.of("once", Json.Obj.EMPTY.with("secret", "s")).of(task);
    Job decided = submit(spec);
    world.await(60_000, () -> ended(decided).state() == JobState.COMPLETED);
    world.cut = (from, to) -> from == owner || to == owner;
    Job waiting = submit(spec);
    world.run(1_000);
    List<JobId> questions = Stream.of(decided, waiting)
        .flatMap(job -> ended(job).notes().audit().orElseThrow().seats().stream())
        .map(seat -> seat.asked().orElseThrow()).toList();
    assertEquals(6, questions.size());
    owner.answer(new Command.DeleteMission(mission, Optional.empty()));
    world.run(10_000);
    for (JobId gone : Stream.concat(questions.stream(), Stream.of(decided.id(), waiting.id())).toList()) {
      assertEquals(Answer.Reason.NOT_FOUND,
          assertInstanceOf(Answer.Refused.class, owner.answer(new Command.Show(gone))).reason());
    }
  }

  @Test
  void shouldTraceWhatGatesAndAuditorsDecide() {
    begin(YES, YES, YES);
    TraceSchema schema = new TraceSchema();
    Job held = submit(JobSpec.of("once", Json.Obj.EMPTY));
    world.await(30_000, () -> ended(held).state() == JobState.COMPLETED);
    assertInstanceOf(Answer.Barred.class, owner.answer(
        new Command.Submit(JobSpec.of("shell_exec", Json.Obj.EMPTY), WorldNode.ORIGIN)));
    DecisionLine line = new DecisionLine("test", false);
    owner.decisions.forEach(decision -> schema.check(line.of(decision)));
    List<ActionType> about = owner.decisions.stream().filter(one -> one.job().equals(Optional.of(held.id())))
        .map(one -> one.action().type()).toList();
    assertEquals(ActionType.QUARANTINE, about.getFirst());
    assertEquals(List.of(ActionType.ROUTE, ActionType.ROUTE, ActionType.EXECUTE),
        about.subList(about.size() - 3, about.size()));
    assertEquals("capability_forbidden",
        owner.decisions.getLast().result().error().orElseThrow().code());
    assertEquals(Optional.empty(), owner.decisions.getLast().job());
    assertTrue(owner.decisions.getLast().contextRefs().contains("gates:FAIL"));
    assertTrue(owner.decisions.stream().filter(one -> one.job().equals(Optional.of(held.id())))
        .allMatch(one -> one.contextRefs().contains("gate:policy:second_opinion")));
  }

  private static Function<ToolOrder, Json.Obj> asking(List<AuditCase> cases, Vote vote) {
    return order -> {
      cases.add(AuditCase.read(order.params()));
      return Ballot.of(cases.getLast(), vote);
    };
  }

  private static int asked(WorldNode node, String kind) {
    return (int) node.started.stream().filter(order -> order.kind().equals(kind)).count();
  }

  private Job submit(JobSpec spec) {
    Answer answer = owner.answer(new Command.Submit(spec, WorldNode.ORIGIN));
    return assertInstanceOf(Answer.Accepted.class, answer, () -> answer.toString()).job();
  }

  private Job ended(Job job) {
    return owner.show(job.id());
  }

  private String decision(Job job) {
    return owner.show(job.id()).notes().passage().decision().orElseThrow().line();
  }

  private static String said(Job job) {
    return job.notes().audit().orElseThrow().why();
  }
}
