package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.EpochQuestion;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.secure.AnnounceSeal;

/** A node hears of another life of its own. Its epoch is 1. */
class OwnTracesTest {
  private static final LinkEndpoint HERE = new LinkEndpoint("here");

  private final Bench node = new Bench(1, 1, Fixtures.UDP);
  private final AnnounceSeal seal = new AnnounceSeal(node.network);

  private Bytes own(int epoch, int sequence) {
    return seal.seal(node.identity,
        new Announce(node.id(), epoch, sequence, new CapabilityFilter(3), 90, Announce.NO_CARD), 6);
  }

  private List<MeshEvent> hear(Bytes frame) {
    node.hear(HERE, frame);
    return node.events();
  }

  private void ask() {
    node.rooms.own.ask();
    node.rooms.traces.ask();
  }

  private List<MeshEvent> passUntilRecalled() {
    for (int step = 0; step < 3_000; step++) {
      node.advance(100);
      List<MeshEvent> events = node.events();
      if (!events.isEmpty()) {
        return events;
      }
    }
    return List.of();
  }

  @Test
  void shouldKnowItsOwnAnnouncesWhenTheyComeBack() {
    Bytes first = node.rooms.own.frame(node.turn.nowMs());
    node.rooms.own.load(50);
    node.rooms.own.frame(node.turn.nowMs());
    assertEquals(List.of(), hear(first));
    assertEquals(List.of(),
        hear(seal.relayed(AnnounceFrame.decode(node.rooms.own.frame(node.turn.nowMs())),
            Fixtures.id(4))));
  }

  @Test
  void shouldNoticeAHigherEpoch() {
    assertEquals(List.of(new MeshEvent.SelfHeard(5)), hear(own(5, 0)));
  }

  @Test
  void shouldNoticeATwinInTheSameEpoch() {
    node.rooms.own.frame(node.turn.nowMs());
    assertEquals(List.of(new MeshEvent.SelfHeard(1)), hear(own(1, 3)));
    assertEquals(List.of(new MeshEvent.SelfHeard(1)), hear(own(1, 0)), "other words under our number");
  }

  /** Found by an audit: whoever replayed a recorded announce made the node report a twin that was not there. */
  @Test
  void shouldReportNoTwinForAReplayedAnnounce() {
    node.rooms.own.enter(4);
    node.rooms.own.frame(node.turn.nowMs());
    for (int day = 0; day < 10; day++) {
      node.advance(24 * 3_600_000);
      node.events();
      assertEquals(List.of(), hear(own(3, 9)));
      assertEquals(List.of(), hear(seal.recalled(AnnounceFrame.decode(own(2, 9)), Fixtures.id(4))));
    }
  }

  /** What a living twin needs to show itself: it leaps beyond the answer, and that cannot be replayed. */
  @Test
  void shouldAnswerAnOlderLifeWithItsNewestAnnounce() {
    node.rooms.own.enter(4);
    Announce ours = AnnounceFrame.decode(node.rooms.own.frame(node.turn.nowMs())).announce();
    node.turn.drainFrames();
    hear(own(3, 9));
    List<PolledMesh.OutboundFrame> sent = node.turn.drainFrames();
    assertEquals(HERE, sent.getFirst().to());
    assertEquals(ours, AnnounceFrame.decode(sent.getFirst().frame()).announce());
    hear(own(3, 9));
    assertEquals(List.of(), node.turn.drainFrames(), "a replayer gets little for its trouble");
    node.advance(10_000);
    node.turn.drainFrames();
    hear(seal.relayed(AnnounceFrame.decode(own(3, 9)), Fixtures.id(4)));
    assertEquals(List.of(), node.turn.drainFrames(), "who passed it on will tell the other itself");
  }

  @Test
  void shouldBelieveNoForgery() {
    AnnounceFrame genuine = AnnounceFrame.decode(own(5, 0));
    Bytes forged = seal.relayed(
        new AnnounceFrame(6, 0, node.id().hint(), genuine.announce(), Bytes.copyOf(new byte[64]),
            genuine.mac()),
        Fixtures.id(4));
    assertEquals(List.of(), hear(forged));
    ask();
    node.hear(HERE, forged);
    assertEquals(List.of(new MeshEvent.SelfRecalled(0, 0)), passUntilRecalled());
  }

  @Test
  void shouldBoundWhatForgeriesCost() {
    AnnounceFrame genuine = AnnounceFrame.decode(own(5, 0));
    Bytes forged = seal.relayed(
        new AnnounceFrame(6, 0, node.id().hint(), genuine.announce(), Bytes.copyOf(new byte[64]),
            genuine.mac()),
        Fixtures.id(4));
    for (int number = 0; number < 100; number++) {
      node.hear(HERE, forged);
    }
    assertEquals(List.of(), hear(own(5, 0)), "no check left now");
    node.advance(1_000);
    node.events();
    assertEquals(List.of(new MeshEvent.SelfHeard(5)), hear(own(5, 0)));
  }

  @Test
  void shouldAskWhereItWouldAnnounce() {
    ask();
    Bytes question = node.rooms.own.frame(node.turn.nowMs());
    assertTrue(EpochQuestion.is(FrameHead.peek(question)));
    assertEquals(question, node.rooms.own.greeting(node.turn.nowMs() + 60_000));
    node.rooms.own.enter(9);
    assertEquals(9, AnnounceFrame.decode(node.rooms.own.frame(node.turn.nowMs())).announce().epoch());
    assertEquals(0, node.rooms.own.sequence());
  }

  @Test
  void shouldTellTheHighestAnswer() {
    ask();
    node.hear(HERE, seal.recalled(AnnounceFrame.decode(own(4, 7)), Fixtures.id(4)));
    node.hear(HERE, seal.recalled(AnnounceFrame.decode(own(9, 1)), Fixtures.id(4)));
    node.hear(HERE, seal.recalled(AnnounceFrame.decode(own(6, 2)), Fixtures.id(4)));
    long askedMs = node.turn.nowMs();
    assertEquals(List.of(new MeshEvent.SelfRecalled(9, 3)), passUntilRecalled());
    assertTrue(node.turn.nowMs() - askedMs <= 3_100, "soon after the first answer");
    node.advance(60_000);
    assertEquals(List.of(), node.events(), "told once");
  }

  @Test
  void shouldEndWithoutAnAnswer() {
    ask();
    long askedMs = node.turn.nowMs();
    assertEquals(List.of(new MeshEvent.SelfRecalled(0, 0)), passUntilRecalled());
    assertTrue(node.turn.nowMs() - askedMs <= 8_100);
  }

  @Test
  void shouldBePatientOnASlowLinkButNotForever() {
    Bench radio = new Bench(1, 1, Fixtures.RADIO);
    radio.rooms.traces.ask();
    radio.advance(8_000);
    assertEquals(List.of(), radio.events());
    radio.advance(MeshLimits.ASK_MAX_MS);
    assertEquals(List.of(new MeshEvent.SelfRecalled(0, 0)), radio.events());
  }
}
