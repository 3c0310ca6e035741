package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.audit.AuditCase;
import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.GateRules.Opinions;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.Audit.Seat;
import org.sheratan.core.mission.Audit.Vote;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** Nodes that sign whatever helps them, in everybody's place but their own. */
class HostileAuditorTest {
  private static final int AUDITORS = 5;
  private static final Vote YES = new Vote(true, "rules", "trust me");
  private static final Vote NO = new Vote(false, "rules", "better not");
  private final World world = new World(23);
  private final List<WorldNode> auditors = new ArrayList<>();

  private WorldNode owner() {
    for (int seat = 0; seat < AUDITORS; seat++) {
      WorldNode auditor = world.add("auditor" + seat, Settings.worker(2), "audit");
      auditor.gives.put("audit", order -> Ballot.of(AuditCase.read(order.params()), NO));
      auditors.add(auditor);
    }
    world.add("worker", Settings.worker(2), "quick");
    GateRules gates = new GateRules(List.of(), List.of(), List.of(), List.of(), 50, 10, 3_600_000,
        new Opinions(List.of("quick"), FollowUps.NONE));
    return world.add("owner", new NodeSettings(0, 0, SubmitLimits.onlyDepth(100), new TreeMap<>(), 1, false,
        gates, new AuditPlan(false, auditors.stream().map(WorldNode::id).toList(), 3, 600_000)));
  }

  @Test
  void shouldCountNoVoteThatIsNotTheAuditorsOwnAndFirst() {
    WorldNode owner = owner();
    WorldNode stranger = world.add("stranger", Settings.worker(2), "audit");
    List<WorldNode> silent = auditors.subList(1, AUDITORS);
    world.cut = (from, to) -> silent.contains(to);
    JobId id = owner.submit("quick");
    world.await(30_000, () -> votes(owner, id).size() == 1);
    assertEquals(List.of(NO), votes(owner, id));
    Job held = owner.show(id);
    List<JobId> asked = held.notes().audit().orElseThrow().seats().stream().map(Seat::asked)
        .map(Optional::orElseThrow).toList();
    Entropy entropy = new SeededEntropy(6);
    for (int round = 0; round < 300; round++) {
      WorldNode liar = entropy.chance(0.5) ? stranger : auditors.getFirst();
      JobId about = entropy.chance(0.1) ? id : asked.get(entropy.nextInt(asked.size()));
      say(liar, owner, about, entropy.nextInt(3), Ballot.of(AuditCase.of(held), YES));
      world.run(200);
    }
    assertEquals(List.of(NO), votes(owner, id), "nobody votes in another's seat, and nobody twice");
    assertEquals(JobState.HELD, owner.show(id).state());
    world.cut = (from, to) -> false;
    world.await(120_000, () -> owner.show(id).state() == JobState.FAILED);
  }

  /** One control character in the first reason of those who agreed, and nothing was decided at all. */
  @Test
  void shouldDecideWhateverTheReasonIsMadeOf() {
    WorldNode owner = owner();
    String reason = "fine\u0085\u2028\u202e\ufeff\u0000";
    auditors.forEach(auditor -> auditor.gives.put("audit",
        order -> Ballot.of(AuditCase.read(order.params()), YES).with("reason", reason)));
    JobId id = owner.submit("quick");
    world.await(60_000, () -> owner.show(id).state() == JobState.COMPLETED);
    assertEquals("fine", votes(owner, id).getFirst().reason());
  }

  /** Whoever submits such a job by hand gets an opinion, which is no vote. */
  @Test
  void shouldCountNoAnswerToAQuestionThatItDidNotAsk() {
    WorldNode owner = owner();
    auditors.forEach(
        auditor -> auditor.gives.put("audit", order -> Ballot.of(AuditCase.read(order.params()), YES)));
    world.cut = (from, to) -> auditors.contains(to);
    JobId id = owner.submit("quick");
    world.run(1_000);
    Job held = owner.show(id);
    world.cut = (from, to) -> false;
    held.notes().audit().orElseThrow().seats()
        .forEach(seat -> owner.answer(new Command.Cancel(seat.asked().orElseThrow())));
    List<JobId> own = new ArrayList<>();
    for (int again = 0; again < AUDITORS; again++) {
      own.add(owner.submit(JobSpec.of(Ballot.KIND, AuditCase.of(held).asked())));
    }
    world.await(60_000, () -> own.stream().allMatch(job -> owner.completed(job).isPresent()));
    assertEquals(List.of(), votes(owner, id));
    assertEquals(Audit.Tally.UNDECIDED, owner.show(id).notes().audit().orElseThrow().tally());
    assertEquals(JobState.HELD, owner.show(id).state());
  }

  private static List<Vote> votes(WorldNode owner, JobId id) {
    return owner.show(id).notes().audit().stream().flatMap(audit -> audit.seats().stream())
        .flatMap(seat -> seat.word().stream()).filter(Vote.class::isInstance).map(Vote.class::cast).toList();
  }

  private static void say(WorldNode from, WorldNode owner, JobId job, int attempt, Json.Obj result) {
    Receipt draft = new Receipt(owner.id(), job, attempt, CanonicalJson.sha256(result), 1, 10, from.id(), 1,
        1,
        0, WallQuality.NONE, Bytes.EMPTY);
    Receipt signed = Receipts.sign(from.identity, World.NETWORK, draft);
    WireMessage message = new WireMessage.Result(job, attempt,
        new Outcome.Completed(result, Optional.of(signed)));
    from.mesh.send(owner.id(), WireCodec.encode(message, from.id(), owner.id()), Priority.NORMAL, 5_000,
        Mesh.UNPROMPTED);
    from.turn();
  }
}
