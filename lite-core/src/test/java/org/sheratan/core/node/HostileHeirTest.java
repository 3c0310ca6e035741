package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.HeirWord;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.WillReply;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

/** Owners and heirs that lie about wills: nothing is kept, run, ended or taken by their word alone. */
class HostileHeirTest {
  private static final CustodyCount NO_WILLS = new CustodyCount(0, 0, 0);
  private final World world = new World(41);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode heir = world.add("heir", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(1), "quick", "slow", "shell_exec");
  private final WorldNode enemy = world.add("enemy", Settings.submitter());
  private final Set<NodeId> mute = new TreeSet<>();
  private long ticket = 1L << 50;

  private void say(WorldNode from, WorldNode to, Bytes message) {
    to.accept(new Input.FrameArrived(new FakeLink(), new org.sheratan.radio.link.LinkEndpoint("enemy"),
        FakeMesh.frame(from.id(), ++ticket, Mesh.UNPROMPTED, message), Optional.empty()));
    world.run(100);
  }

  private void say(WorldNode from, WorldNode to, WireMessage message) {
    say(from, to, WireCodec.encode(message, from.id(), to.id()));
  }

  private JobId of(WorldNode node, int epoch, long sequence) {
    return new JobId(node.id().shortName(), epoch, sequence);
  }

  private WireMessage.Will will(WorldNode node, long sequence, String kind) {
    return new WireMessage.Will(of(node, 1, sequence), List.of(), JobSpec.of(kind, Json.Obj.EMPTY));
  }

  /** Its node is honest otherwise: it must not say that it knows no such job. */
  private void leave(WorldNode from, WireMessage.Will will) {
    mute.add(from.id());
    world.cut = (sender, receiver) -> mute.contains(sender.id());
    say(from, heir, WireCodec.encodeSigned(will, from.identity, heir.id()));
  }

  private CustodyCount wills() {
    return heir.status().wills();
  }

  private JobId kept() {
    owner.answer(new Command.SetTrust(heir.id(), Trust.CONFIRMED));
    return owner.submit(CustodyTest.spec("slow", 2));
  }

  @Test
  void shouldKeepNoWillThatIsNotItsSenders() {
    say(enemy, heir, will(enemy, 1, "quick"));
    leave(enemy, will(owner, 1, "quick"));
    say(enemy, heir, WireCodec.encodeSigned(will(enemy, 2, "quick"), owner.identity, heir.id()));
    say(enemy, heir, WireCodec.encodeSigned(will(enemy, 3, "quick"), enemy.identity, worker.id()));
    leave(enemy,
        new WireMessage.Will(of(enemy, 1, 4), List.of(heir.id()), JobSpec.of("quick", Json.Obj.EMPTY)));
    assertEquals(NO_WILLS, wills());
    assertEquals(5, heir.status().malformedMessages());
  }

  @Test
  void shouldKeepNoWillOfAnEpochThatIsOver() {
    Peer known = heir.mesh.known.get(enemy.id());
    heir.mesh.known.put(enemy.id(),
        new Peer(known.id(), 5, 1, known.via(), known.link(), 0, Optional.empty(), 0,
            known.filter(), known.trust(), known.card()));
    leave(enemy, will(enemy, 1, "quick"));
    assertEquals(NO_WILLS, wills());
  }

  @Test
  void shouldKeepABoundedNumberAndLengthOfWills() {
    for (int number = 1; number <= 300; number++) {
      leave(enemy, will(enemy, number, "quick"));
    }
    assertEquals(256, wills().kept());
    JobSpec tooLong = JobSpec.of("quick", Json.Obj.EMPTY.with("x", "\u00e9y".repeat(9_000)));
    leave(worker, new WireMessage.Will(of(worker, 1, 1), List.of(), tooLong));
    leave(worker, will(worker, 2, "quick"));
    assertEquals(257, wills().kept());
  }

  @Test
  void shouldTakeARepeatedWillOnceAndNoOtherInItsPlace() {
    leave(enemy, will(enemy, 1, "quick"));
    leave(enemy, will(enemy, 1, "quick"));
    leave(enemy, will(enemy, 1, "slow"));
    assertEquals(new CustodyCount(1, 0, 0), wills());
    enemy.kill();
    world.run(300_000);
    assertEquals(List.of("quick"), worker.started.stream().map(order -> order.kind()).toList());
  }

  /** Found by a reader: a will with less time than a second ended the node that was to stand in. */
  @Test
  void shouldStandInForAJobOfASplitSecond() {
    JobSpec plain = JobSpec.of("quick", Json.Obj.EMPTY);
    leave(enemy, new WireMessage.Will(of(enemy, 1, 1), List.of(),
        new JobSpec(plain.kind(), plain.params(), plain.priority(), 200, List.of(), Long.MAX_VALUE, 5, false,
            Optional.empty())));
    assertEquals(1, wills().kept());
    enemy.kill();
    world.run(300_000);
    assertEquals(0, wills().kept());
  }

  @Test
  void shouldRunNothingThatItsOwnGatesBar() {
    leave(enemy, will(enemy, 1, "shell_exec"));
    enemy.kill();
    world.run(600_000);
    assertTrue(worker.started.isEmpty());
    assertEquals(new CustodyCount(1, 0, 0), wills());
  }

  /** Nobody reads what an auditor is asked: a will that said it was such a question passed the gates that ask auditors. */
  @Test
  void shouldTakeNoWillThatSaysItIsAnInquiry() {
    leave(enemy, new WireMessage.Will(of(enemy, 1, 1), List.of(), JobSpec.of("quick", Json.Obj.EMPTY)
        .noting(SpecNotes.NONE.inquiry(new Inquiry(of(heir, 1, 99), worker.id())))));
    assertEquals(new CustodyCount(0, 0, 0), wills());
  }

  @Test
  void shouldOweNothingForAnswersItNeverAskedFor() {
    world.cut = (from, to) -> from == enemy || to == enemy;
    for (int number = 1; number <= 10; number++) {
      say(enemy, owner,
          WireCodec.encodeSigned(new WireMessage.WillAnswer(of(owner, 1, 1_000 + number),
              CanonicalJson.sha256(Json.Obj.EMPTY), WillReply.ACCEPTED), enemy.identity, owner.id()));
    }
    assertEquals(0, owner.store.under("release/").size());
  }

  @Test
  void shouldEndNoWillByAStrangersWord() {
    JobId id = kept();
    for (CustodyWord word : CustodyWord.values()) {
      say(enemy, heir, new WireMessage.CustodySay(List.of(new WireMessage.CustodySay.Said(id, word, 0))));
    }
    assertEquals(new CustodyCount(1, 0, 0), wills());
  }

  @Test
  void shouldTakeNoResultThatNoHeirReceipted() {
    JobId id = kept();
    Json.Obj result = Json.Obj.EMPTY.with("ok", true);
    bequeath(enemy, enemy, id, result, result);
    bequeath(heir, enemy, id, result, result);
    bequeath(heir, heir, id, result, Json.Obj.EMPTY);
    assertEquals(false, owner.show(id).state() == JobState.COMPLETED);
    bequeath(heir, heir, id, result, result);
    assertEquals(JobState.COMPLETED, owner.show(id).state());
  }

  /** An heir could have any price settled, by a worker that nobody knows. */
  @Test
  void shouldTakeNoBequestBeyondTheAgreedPrice() {
    owner.answer(new Command.SetTrust(heir.id(), Trust.CONFIRMED));
    JobSpec plain = CustodyTest.spec("slow", 2);
    JobId id = owner.submit(new JobSpec(plain.kind(), plain.params(), plain.priority(), plain.timeoutMs(),
        plain.needs(), 9, plain.maxAttempts(), plain.rerunUnknown(), Optional.empty()).noting(plain.notes()));
    Json.Obj result = Json.Obj.EMPTY.with("ok", true);
    bequeath(heir, heir, id, result, result);
    assertEquals(false, owner.show(id).state() == JobState.COMPLETED);
  }

  private void bequeath(WorldNode from, WorldNode of, JobId job, Json.Obj result, Json.Obj signed) {
    JobId deputy = of(of, 1, 7);
    Receipt receipt = Receipts.sign(worker.identity, World.NETWORK, new Receipt(of.id(), deputy, 1,
        CanonicalJson.sha256(signed), 1, 10, worker.id(), 1, 1, 0, WallQuality.NONE, Bytes.EMPTY));
    say(from, owner, new WireMessage.Bequest(job, deputy, result, receipt));
  }

  @Test
  void shouldNotBeKeptForEverByAnHeirThatSaysItStandsIn() {
    JobId id = kept();
    worker.kill();
    owner.kill();
    heir.kill();
    owner.start();
    worker.start();
    for (int minute = 0; minute < 35; minute++) {
      say(heir, owner,
          new WireMessage.CustodyAsk(List.of(new WireMessage.CustodyAsk.Asked(id, HeirWord.DEPUTY))));
      world.run(60_000);
    }
    assertEquals(JobState.COMPLETED, owner.show(id).state());
  }

  @Test
  void shouldNotCountAnAcceptanceThatNobodyAskedFor() {
    JobId id = kept();
    say(enemy, owner,
        WireCodec.encodeSigned(new WireMessage.WillAnswer(id, CanonicalJson.sha256(Json.Obj.EMPTY),
            WillReply.ACCEPTED), enemy.identity, owner.id()));
    assertEquals(1, owner.show(id).notes().custody().heirs().size());
  }
}
