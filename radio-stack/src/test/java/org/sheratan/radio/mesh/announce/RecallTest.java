package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.Identity;

/** What a node tells a neighbor about that neighbor itself. */
class RecallTest {
  private static final LinkEndpoint HERE = new LinkEndpoint("here");
  private static final LinkEndpoint THERE = new LinkEndpoint("there");

  private final Bench node = new Bench(1, 1, Fixtures.UDP);
  private final AnnounceSeal seal = new AnnounceSeal(node.network);
  private final Identity peer = Identity.generate(Fixtures.keys(new SeededEntropy(50)));

  private Bytes announce(int epoch, int sequence) {
    return seal.seal(peer,
        new Announce(peer.id(), epoch, sequence, new CapabilityFilter(3), 0, Announce.NO_CARD),
        MeshLimits.FIRST_HOP_LIMIT);
  }

  private void hear(LinkEndpoint from, Bytes frame) {
    node.hear(from, frame);
  }

  /** Announces of the peer sent to {@code to}, as they will be read there. */
  private List<Announce> told(LinkEndpoint to) {
    return node.turn.drainFrames().stream().filter(frame -> frame.to().equals(to))
        .map(frame -> seal.open(frame.frame()).orElseThrow()).peek(frame -> assertTrue(seal.genuine(frame)))
        .map(AnnounceFrame::announce).filter(announce -> announce.key().equals(peer.id())).toList();
  }

  @Test
  void shouldAnswerAQuestionWithTheNewestAnnounce() {
    hear(HERE, announce(7, 3));
    node.turn.drainFrames();
    hear(THERE, seal.question(peer.id()));
    assertEquals(List.of(AnnounceFrame.decode(announce(7, 3)).announce()), told(THERE));
  }

  @Test
  void shouldAnswerFromMemoryLongAfterThePeerFellSilent() {
    hear(HERE, announce(7, 3));
    KnownPeer known = node.rooms.peers.get(peer.id()).orElseThrow();
    known.hold(java.util.Optional.of(node.rooms.own.card()));
    node.rooms.peers.changed(known);
    node.advance(10 * node.state.wayLifeMs());
    assertEquals(0, node.rooms.peers.size());
    node.turn.drainFrames();
    hear(THERE, seal.question(peer.id()));
    assertEquals(7, told(THERE).getFirst().epoch());
    assertEquals(0, node.rooms.neighbors.size(), "asking makes nobody a neighbor");
  }

  @Test
  void shouldBeSilentAboutStrangersAndToStrangers() {
    hear(HERE, seal.question(peer.id()));
    assertEquals(List.of(), node.turn.drainFrames());
    hear(HERE, announce(7, 3));
    node.turn.drainFrames();
    hear(HERE, new AnnounceSeal(new Bench(2, 1, Fixtures.UDP).network).question(peer.id()));
    hear(HERE, seal.question(peer.id()).slice(0, 36));
    assertEquals(List.of(), node.turn.drainFrames());
    assertEquals(2, node.turn.tally().counters(0, 0, 0, 0).malformedByLink().get("udp"));
  }

  @Test
  void shouldAnswerOneEndpointOnceASecond() {
    hear(HERE, announce(7, 3));
    node.advance(MeshLimits.ANSWER_ANNOUNCE_MS);
    node.turn.drainFrames();
    for (int number = 0; number < 20; number++) {
      hear(THERE, seal.question(peer.id()));
    }
    assertEquals(1, told(THERE).size());
  }

  @Test
  void shouldTellWhoeverAsksInOurNameThatWeAreHere() {
    hear(HERE, seal.question(node.id()));
    assertEquals(List.of(), node.turn.drainFrames(), "nothing said yet");
    Announce ours = AnnounceFrame.decode(node.rooms.own.frame(node.turn.nowMs())).announce();
    hear(HERE, seal.question(node.id()));
    assertEquals(ours, AnnounceFrame.decode(node.turn.drainFrames().getFirst().frame()).announce());
  }

  @Test
  void shouldTellBothLivesOfANodeAboutEachOther() {
    hear(HERE, announce(7, 3));
    node.advance(MeshLimits.ANSWER_ANNOUNCE_MS);
    node.turn.drainFrames();
    hear(THERE, announce(5, 900));
    List<PolledMesh.OutboundFrame> frames = node.turn.drainFrames();
    assertEquals(List.of(THERE, HERE), frames.stream().map(PolledMesh.OutboundFrame::to).toList());
    assertEquals(7, AnnounceFrame.decode(frames.getFirst().frame()).announce().epoch());
    assertEquals(5, AnnounceFrame.decode(frames.getLast().frame()).announce().epoch());
    assertEquals(7, node.rooms.peers.get(peer.id()).orElseThrow().frame().announce().epoch());
  }

  @Test
  void shouldNotTellOfWhatRelaysBringLate() {
    hear(HERE, announce(7, 3));
    node.advance(MeshLimits.ANSWER_ANNOUNCE_MS);
    node.turn.drainFrames();
    hear(THERE, seal.relayed(AnnounceFrame.decode(announce(5, 900)), Fixtures.id(4)));
    assertEquals(List.of(), node.turn.drainFrames());
  }

  @Test
  void shouldAnswerToAllWhereFramesCannotBeAddressed() {
    Bench radio = new Bench(1, 1, Fixtures.RADIO);
    radio.hear(HERE, announce(7, 3));
    radio.turn.drainFrames();
    radio.hear(HERE, seal.question(peer.id()));
    radio.hear(THERE, seal.question(peer.id()));
    radio.advance(MeshLimits.RELAY_JITTER_MS + 1);
    long answers = radio.turn.drainFrames().stream().map(frame -> AnnounceFrame.decode(frame.frame()))
        .filter(frame -> frame.announce().key().equals(peer.id()) && frame.hopLimit() == 0).count();
    assertEquals(1, answers);
  }

  @Test
  void shouldTakeNoOlderAnnounceThanItRemembers() {
    hear(HERE, announce(7, 3));
    KnownPeer known = node.rooms.peers.get(peer.id()).orElseThrow();
    known.hold(java.util.Optional.of(node.rooms.own.card()));
    node.rooms.peers.changed(known);
    node.advance(10 * node.state.wayLifeMs());
    hear(HERE, announce(6, 0));
    assertEquals(0, node.rooms.peers.size());
    hear(HERE, announce(8, 0));
    assertEquals(1, node.rooms.peers.size());
  }
}
