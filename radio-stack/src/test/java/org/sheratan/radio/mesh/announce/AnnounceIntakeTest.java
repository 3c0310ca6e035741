package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.Trickle;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;

class AnnounceIntakeTest {
  private static final LinkEndpoint HERE = new LinkEndpoint("here");
  private static final LinkEndpoint THERE = new LinkEndpoint("there");

  private final Bench node = new Bench(1, 1, Fixtures.UDP);
  private final AnnounceSeal seal = new AnnounceSeal(node.network);
  private final Identity peer = Identity.generate(Fixtures.keys(new SeededEntropy(50)));
  private final Identity other = Identity.generate(Fixtures.keys(new SeededEntropy(51)));

  private Bytes announce(Identity of, int epoch, int sequence, int load, int hopLimit) {
    return seal.seal(of,
        new Announce(of.id(), epoch, sequence, new CapabilityFilter(3), load, Announce.NO_CARD),
        hopLimit);
  }

  private Bytes announce(Identity of, int epoch, int sequence) {
    return announce(of, epoch, sequence, 0, MeshLimits.FIRST_HOP_LIMIT);
  }

  private Bytes relayed(Bytes frame) {
    return seal.relayed(AnnounceFrame.decode(frame), peer.id());
  }

  private List<MeshEvent> hear(LinkEndpoint from, Bytes frame) {
    node.hear(from, frame);
    return node.events();
  }

  private Peer view() {
    return node.rooms.peers.view(node.rooms.peers.get(peer.id()).orElseThrow());
  }

  @Test
  void shouldMeetANeighbor() {
    List<MeshEvent> events = hear(HERE, announce(peer, 1, 0, 30, 6));
    assertEquals(1, events.size());
    Peer seen = ((MeshEvent.PeerChanged) events.getFirst()).peer();
    assertEquals(peer.id(), seen.id());
    assertEquals(1, seen.hops());
    assertEquals(peer.id(), seen.via());
    assertEquals(30, seen.loadPercent());
    assertEquals(Optional.empty(), seen.card());
    assertTrue(node.rooms.neighbors.isNeighbor(peer.id()));
  }

  @Test
  void shouldLearnAWayFromARelayedAnnounce() {
    hear(HERE, announce(other, 1, 0));
    hear(HERE, seal.relayed(AnnounceFrame.decode(announce(peer, 1, 0)), other.id()));
    assertEquals(2, view().hops());
    assertEquals(other.id(), view().via());
    assertFalse(node.rooms.neighbors.isNeighbor(peer.id()));
  }

  @Test
  void shouldAskAnUnknownRelayWhoItIs() {
    hear(HERE, relayed(announce(peer, 1, 0)));
    assertEquals(List.of(FrameType.ANNOUNCE),
        node.sent().stream().map(frame -> FrameHead.peek(frame).type()).toList());
    assertTrue(node.rooms.ways.nextHop(peer.id()).isEmpty());
  }

  @Test
  void shouldTellOnlyWhatChanged() {
    hear(HERE, announce(peer, 1, 0));
    assertEquals(List.of(), hear(HERE, announce(peer, 1, 0)));
    assertEquals(List.of(), hear(HERE, announce(peer, 1, 1)));
    assertEquals(1, hear(HERE, announce(peer, 1, 2, 50, 6)).size());
    assertEquals(1, hear(HERE, announce(peer, 2, 0, 50, 6)).size());
    assertEquals(2, view().epoch());
  }

  @Test
  void shouldIgnoreWhatIsOlder() {
    hear(HERE, announce(peer, 2, 5));
    hear(HERE, announce(peer, 2, 4, 90, 6));
    hear(HERE, announce(peer, 1, 60_000, 90, 6));
    assertEquals(2, view().epoch());
    assertEquals(0, view().loadPercent());
    assertEquals(0, blamed());
  }

  @Test
  void shouldBlameTheLinkForForgeries() {
    hear(HERE, announce(peer, 1, 0));
    hear(HERE, announce(peer, 1, 0, 90, 6));
    assertEquals(1, blamed());
    AnnounceFrame genuine = AnnounceFrame.decode(announce(peer, 1, 1));
    Bytes unsigned = seal.relayed(new AnnounceFrame(6, 0, peer.id().hint(), genuine.announce(),
        Bytes.copyOf(new byte[64]), genuine.mac()), peer.id());
    hear(HERE, unsigned);
    assertEquals(2, blamed());
    Bench stranger = new Bench(2, 1, Fixtures.UDP);
    hear(HERE, stranger.rooms.own.frame(0));
    assertEquals(3, blamed());
    hear(HERE, announce(peer, 1, 1).slice(0, 119));
    assertEquals(4, blamed());
    assertEquals(0, view().loadPercent());
  }

  private long blamed() {
    return node.turn.tally().counters(0, 0, 0, 0).malformedByLink().getOrDefault("udp", 0L);
  }

  @Test
  void shouldIgnoreItselfAndTheBlocked() {
    hear(HERE, node.rooms.own.frame(node.turn.nowMs()));
    node.rooms.trust.decide(peer.id(), Trust.BLOCKED);
    hear(HERE, announce(peer, 1, 0));
    assertEquals(0, node.rooms.peers.size());
    assertEquals(0, node.rooms.neighbors.size());
  }

  @Test
  void shouldNotGoThroughTheBlocked() {
    hear(HERE, announce(other, 1, 0));
    node.rooms.trust.decide(other.id(), Trust.BLOCKED);
    hear(HERE, relayed(announce(peer, 1, 0)));
    assertTrue(node.rooms.ways.nextHop(peer.id()).isEmpty());
  }

  @Test
  void shouldAnswerANewNeighborByName() {
    hear(HERE, announce(other, 1, 0));
    node.sent();
    node.advance(MeshLimits.ANSWER_ANNOUNCE_MS);
    node.sent();
    hear(THERE, announce(peer, 1, 0));
    List<PolledMesh.OutboundFrame> answers = node.turn.drainFrames().stream()
        .filter(frame -> frame.to().equals(THERE)).toList();
    assertEquals(2, answers.size(), "our own announce, and that of the other");
    assertEquals(node.id(), AnnounceFrame.decode(answers.getFirst().frame()).announce().key());
    assertEquals(other.id(), AnnounceFrame.decode(answers.getLast().frame()).announce().key());
  }

  @Test
  void shouldAnswerOneEndpointOnceASecond() {
    int answers = 0;
    for (int sequence = 0; sequence < 50; sequence++) {
      node.hear(HERE, announce(peer, sequence + 1, 0));
      answers += (int) node.turn.drainFrames().stream().filter(frame -> frame.to().equals(HERE)).count();
    }
    assertEquals(1, answers);
  }

  @Test
  void shouldServeWhoeverGreetsByName() {
    hear(HERE, announce(peer, 1, 0, 0, MeshLimits.GREETING_HOP_LIMIT));
    node.turn.drainFrames();
    node.state.toEveryone(node.rooms.own.frame(node.turn.nowMs()), false);
    List<LinkEndpoint> to = node.turn.drainFrames().stream().map(PolledMesh.OutboundFrame::to).toList();
    assertEquals(List.of(LinkEndpoint.EVERYONE, HERE), to);
    node.advance(node.state.wayLifeMs());
    node.turn.drainFrames();
    node.state.toEveryone(node.rooms.own.frame(node.turn.nowMs()), false);
    assertEquals(1, node.turn.drainFrames().size());
  }

  @Test
  void shouldRelayANewAnnounceOneHopFurther() {
    hear(HERE, announce(peer, 1, 0));
    node.turn.drainFrames();
    node.advance(MeshLimits.RELAY_JITTER_MS + 1);
    List<AnnounceFrame> relayed = node.turn.drainFrames().stream()
        .map(frame -> AnnounceFrame.decode(frame.frame()))
        .filter(frame -> frame.announce().key().equals(peer.id())).toList();
    assertEquals(1, relayed.size());
    assertEquals(1, relayed.getFirst().hops());
    assertEquals(5, relayed.getFirst().hopLimit());
  }

  @Test
  void shouldNotLetAGreetingTravelFartherThanAnAnnounce() {
    hear(HERE, announce(peer, 1, 0, 0, MeshLimits.GREETING_HOP_LIMIT));
    node.turn.drainFrames();
    node.advance(MeshLimits.RELAY_JITTER_MS + 1);
    assertTrue(node.turn.drainFrames().stream().map(frame -> AnnounceFrame.decode(frame.frame()))
        .allMatch(frame -> frame.hops() == 0 || frame.hopLimit() == MeshLimits.FIRST_HOP_LIMIT - 1));
  }

  @Test
  void shouldBoundSignatureChecks() {
    for (int number = 0; number < MeshLimits.ANNOUNCE_CHECKS_BURST + 50; number++) {
      node.hear(HERE, announce(peer, number + 1, 0));
    }
    assertEquals(MeshLimits.ANNOUNCE_CHECKS_BURST, view().epoch());
    assertEquals(50, node.turn.tally().of(Count.REFUSED));
  }

  @Test
  void shouldMakeRoomForNewPeersAtTheCostOfThoseWithoutACard() {
    for (int number = 0; number < MeshLimits.PEERS; number++) {
      LinkEndpoint there = new LinkEndpoint("there " + number / 100);
      node.hear(there, announce(Identity.generate(Fixtures.keys(new SeededEntropy(1_000 + number))), 1, 0));
      node.advance(25);
    }
    assertEquals(MeshLimits.PEERS, node.rooms.peers.size());
    node.events();
    node.advance(MeshLimits.ANNOUNCE_MIN_MS);
    List<MeshEvent> events = hear(HERE, announce(peer, 1, 0));
    assertTrue(events.getFirst() instanceof MeshEvent.PeerLost);
    assertEquals(peer.id(), view().id());
    assertEquals(MeshLimits.PEERS, node.rooms.peers.size());
  }

  /** With a new hint in each frame one relay had a new allowance each time, and pushed all real far peers out. */
  @Test
  void shouldGiveRelaysThatNobodyKnowsOneAllowance() {
    Bench us = new Bench(1, 1, Fixtures.RADIO);
    AnnounceSeal theirs = new AnnounceSeal(us.network);
    int frames = 3 * MeshLimits.NEWCOMERS_AT_ONCE;
    for (int number = 0; number < frames; number++) {
      Identity invented = Identity.generate(Fixtures.keys(new SeededEntropy(5_000 + number)));
      us.hear(LinkEndpoint.EVERYONE, theirs.relayed(AnnounceFrame.decode(theirs.seal(invented,
          new Announce(invented.id(), 1, 0, new CapabilityFilter(3), 0, Announce.NO_CARD), 6)),
          Fixtures.id(number)));
      us.advance(50);
    }
    long earned = frames * 50L / MeshLimits.NEWCOMER_MS;
    assertTrue(us.rooms.peers.size() <= MeshLimits.NEWCOMERS_AT_ONCE + earned + 1,
        us.rooms.peers.size() + " peers");
    assertTrue(us.turn.tally().of(Count.REFUSED) > 0);
  }

  /** Else whose radio was tuned after ours waited for our announces, which are rare by then: minutes, or an hour. */
  @Test
  void shouldAnswerAKnownPeerThatComesIntoReachAgain() {
    Bench us = new Bench(1, 1, Fixtures.RADIO);
    Bench near = new Bench(1, 2, Fixtures.RADIO);
    us.rooms.announcer.onLink(us.state);
    near.announceTo(us, LinkEndpoint.EVERYONE);
    for (int minute = 0; minute < 60; minute++) {
      us.advance(60_000);
    }
    Trickle trickle = us.state.trickle();
    near.announceTo(us, LinkEndpoint.EVERYONE);
    assertTrue(trickle.intervalMs() > trickle.minMs(), "nothing is new");
    us.rooms.neighbors.forget(us.state.link());
    near.announceTo(us, LinkEndpoint.EVERYONE);
    assertEquals(trickle.minMs(), trickle.intervalMs());
  }
}
