package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.CardSeal;

class AnnouncerTest {
  private static final LinkEndpoint THERE = new LinkEndpoint("there");

  private final Bench node = new Bench(1, 1, Fixtures.UDP);
  private final Announcer announcer = node.rooms.announcer;
  private final OwnAnnounce own = node.rooms.own;

  private List<PolledMesh.OutboundFrame> pass(long forMs) {
    List<PolledMesh.OutboundFrame> sent = new ArrayList<>();
    for (long step = 0; step < forMs; step += 50) {
      node.advance(50);
      sent.addAll(node.turn.drainFrames());
    }
    return sent;
  }

  @Test
  void shouldAnnounceItselfSoonAndThenSeldom() {
    announcer.onLink(node.state);
    assertEquals(1, pass(1_000).size());
    int later = pass(20 * 60_000).size();
    assertTrue(later >= 14 && later < 25, "later " + later);
  }

  /** People were told a moment at which the share of announces let nothing out. */
  @Test
  void shouldAnnounceWhenItSaidAndSayWhenItCannot() {
    Bench radio = new Bench(1, 1, Fixtures.LORA);
    radio.rooms.announcer.onLink(radio.state);
    int held = 0;
    for (int asked = 0; asked < 20; asked++) {
      radio.rooms.announcer.hurry();
      LinkView said = radio.state.view(radio.turn.nowMs());
      radio.turn.drainFrames();
      radio.advance(said.announceMs());
      boolean left = radio.turn.drainFrames().stream()
          .anyMatch(frame -> FrameHead.peek(frame.frame()).type() == FrameType.ANNOUNCE);
      assertEquals(said.heldMs() <= said.announceMs(), left, "asked " + asked);
      held += left ? 0 : 1;
    }
    assertTrue(held > 5 && held < 15, "held " + held);
  }

  @Test
  void shouldStopWhenTheLinkGoes() {
    announcer.onLink(node.state);
    announcer.onLinkDown(node.link);
    announcer.onLinkDown(node.link);
    assertEquals(List.of(), pass(60_000));
  }

  @Test
  void shouldGreetUntilSomeoneIsHeardThereAndRarelyAfter() {
    announcer.greet(node.link, THERE);
    announcer.greet(node.link, THERE);
    List<PolledMesh.OutboundFrame> first = pass(15_000);
    assertTrue(first.size() >= 2 && first.size() <= 5, "greeted " + first.size());
    assertTrue(first.stream().allMatch(frame -> frame.to().equals(THERE)));
    assertEquals(MeshLimits.GREETING_HOP_LIMIT, AnnounceFrame.decode(first.getFirst().frame()).hopLimit());
    node.rooms.neighbors.heard(Fixtures.id(5), node.link, THERE, true, node.turn.nowMs());
    pass(60_000);
    int later = pass(10 * 60_000).size();
    assertTrue(later >= 7 && later <= 11, "later " + later);
  }

  @Test
  void shouldKeepBytesAndSequenceWhileNothingChanges() {
    Bytes first = own.frame(1_000);
    assertEquals(first, own.frame(1_000 + MeshLimits.RENEWAL_MS - 1));
    Bytes renewed = own.frame(1_000 + MeshLimits.RENEWAL_MS);
    assertNotEquals(first, renewed);
    assertEquals(AnnounceFrame.decode(first).announce().sequence() + 1,
        AnnounceFrame.decode(renewed).announce().sequence());
    assertEquals(AnnounceFrame.decode(renewed).announce(),
        AnnounceFrame.decode(own.greeting(1_000 + MeshLimits.RENEWAL_MS)).announce());
  }

  @Test
  void shouldAnnounceNewWordsAtOnce() {
    int sequence = AnnounceFrame.decode(own.frame(1_000)).announce().sequence();
    assertTrue(own.describe(new Card("renamed", List.of("gpu"), List.of(), List.of())));
    assertTrue(!own.describe(new Card("renamed", List.of("gpu"), List.of(), List.of())));
    AnnounceFrame next = AnnounceFrame.decode(own.frame(1_001));
    assertEquals(sequence + 1, next.announce().sequence());
    assertTrue(next.announce().capabilities().mayHave("gpu"));
    assertEquals(own.card().digest(), next.announce().cardDigest());
  }

  @Test
  void shouldAnnounceLoadInSteps() {
    assertTrue(own.load(50));
    assertTrue(!own.load(55));
    assertTrue(own.load(60));
    assertEquals(60, AnnounceFrame.decode(own.frame(1_000)).announce().loadPercent());
  }

  @Test
  void shouldKeepItsCardAndDigestAcrossRestarts() {
    SignedCard before = own.card();
    OwnAnnounce again = restarted(before.card());
    assertEquals(before, again.card());
    OwnAnnounce renamed = restarted(new Card("renamed", List.of(), List.of(), List.of()));
    assertNotEquals(before.digest(), renamed.card().digest());
    node.durable.put("mesh/card", Bytes.hex("00"));
    assertEquals("renamed", restarted(renamed.card().card()).card().card().name());
  }

  private OwnAnnounce restarted(Card card) {
    return new OwnAnnounce(node.identity, 2, new AnnounceSeal(node.network), new CardSeal(node.network),
        node.durable,
        card);
  }

  @Test
  void shouldRefuseACardOfAnotherIdentityLeftOnDisk() {
    Bench other = new Bench(1, 2, Fixtures.UDP);
    other.durable.put("mesh/card", own.card().encode());
    OwnAnnounce theirs = new OwnAnnounce(other.identity, 1, new AnnounceSeal(node.network),
        new CardSeal(node.network), other.durable, own.card().card());
    assertTrue(new CardSeal(node.network).genuine(other.id(), theirs.card()));
  }

  @Test
  void shouldHurryOnASharedMediumWhereItCannotAnswerByName() {
    Bench radio = new Bench(1, 1, Fixtures.RADIO);
    radio.rooms.announcer.onLink(radio.state);
    for (int round = 0; round < 400; round++) {
      radio.advance(10_000);
    }
    radio.turn.drainFrames();
    radio.rooms.announcer.answer(radio.state, THERE);
    int soon = 0;
    for (int second = 0; second < 60; second++) {
      radio.advance(1_000);
      soon += radio.turn.drainFrames().size();
    }
    assertTrue(soon >= 1, "announced " + soon);
  }

  @Test
  void shouldSlowDownOnASlowLink() {
    LinkState slow = new LinkTable().add(node.turn, new RecordingLink(Fixtures.RADIO));
    long airtimeMs = Fixtures.RADIO.airtimeMs(120);
    assertEquals(airtimeMs * MeshLimits.ANNOUNCE_AIRTIME_SHARE * 128, slow.trickle().maxMs());
    int relayed = 0;
    for (int second = 0; second < 200; second++) {
      node.advance(1_000);
      relayed += slow.mayRelay() ? 1 : 0;
    }
    assertTrue(relayed <= MeshLimits.RELAYED_ANNOUNCES_BURST + 200, "relayed " + relayed);
  }

  @Test
  void shouldBoundWhomItRemembers() {
    SeededEntropy entropy = new SeededEntropy(1);
    for (int number = 0; number < 10_000; number++) {
      LinkEndpoint endpoint = new LinkEndpoint("e" + entropy.nextInt(1_000_000));
      node.state.serve(endpoint);
      node.state.mayAnswer(endpoint);
      announcer.greet(node.link, endpoint);
    }
    node.turn.drainFrames();
    node.state.toEveryone(own.frame(node.turn.nowMs()), false);
    assertEquals(1 + MeshLimits.GREETED_ENDPOINTS, node.turn.drainFrames().size());
  }
}
