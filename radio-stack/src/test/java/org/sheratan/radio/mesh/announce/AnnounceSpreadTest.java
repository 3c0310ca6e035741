package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.secure.AnnounceSeal;
import org.sheratan.radio.secure.NetworkKey;

class AnnounceSpreadTest {
  private static final NodeId SOURCE = Fixtures.id(1);
  private static final NodeId NEAR = Fixtures.id(2);
  private static final NodeId FAR = Fixtures.id(3);
  private static final Bytes FRAME = Bytes.copyOf(new byte[120]);

  private final MeshTurn turn = new MeshTurn(new SeededEntropy(1), Now.monotonic(0));
  private final RecordingLink link = new RecordingLink(Fixtures.UDP);
  private final LinkTable links = new LinkTable();
  private final NeighborTable neighbors = new NeighborTable();
  private final AnnounceSpread spread = new AnnounceSpread(SOURCE, turn, links, neighbors,
      new AnnounceSeal(NetworkKey.generate(Fixtures.keys(new SeededEntropy(2)))));

  AnnounceSpreadTest() {
    links.add(turn, link);
    neighbors.heard(NEAR, link, new LinkEndpoint("near"), true, 0);
    neighbors.heard(FAR, link, new LinkEndpoint("far"), true, 0);
  }

  private static AnnounceFrame copy(int hops, int sequence) {
    Announce announce = new Announce(SOURCE, 1, sequence, new CapabilityFilter(0), 0, Announce.NO_CARD);
    return new AnnounceFrame(6 - hops, hops, SOURCE.hint(), announce, Bytes.copyOf(new byte[64]),
        Bytes.copyOf(new byte[4]));
  }

  private int said(long forMs) {
    int said = 0;
    for (long step = 0; step < forMs; step += 10) {
      turn.begin(Now.monotonic(turn.nowMs() + 10));
      turn.timers().runDue(turn.nowMs());
      said += turn.drainFrames().size();
    }
    return said;
  }

  @Test
  void shouldSayItThreeTimesWhenNobodyIsHeard() {
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    assertEquals(1 + MeshLimits.SPREAD_REPEATS, said(60_000));
  }

  @Test
  void shouldSayItOnceWhenItIsHeardPassedOn() {
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    assertEquals(1, said(300));
    spread.heard(copy(2, 1), Optional.of(FAR));
    assertEquals(0, said(60_000));
  }

  @Test
  void shouldSayItOnceWhenEveryNeighborHasSaidIt() {
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    spread.heard(copy(0, 1), Optional.of(FAR));
    assertEquals(1, said(60_000), "there may be others that nobody knows yet");
  }

  @Test
  void shouldStaySilentWhenEnoughOthersSayIt() {
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    for (int other = 0; other < MeshLimits.RELAY_ENOUGH; other++) {
      spread.heard(copy(1, 1), Optional.of(Fixtures.id(10 + other)));
    }
    assertEquals(0, said(60_000));
  }

  @Test
  void shouldNotCountCopiesOfAnotherSequenceOrFromBefore() {
    spread.pass(copy(1, 2), Optional.of(NEAR), Optional.empty());
    for (int other = 0; other < 5; other++) {
      spread.heard(copy(3, 1), Optional.empty());
      spread.heard(copy(1, 2), Optional.empty());
    }
    assertEquals(1 + MeshLimits.SPREAD_REPEATS, said(60_000));
  }

  @Test
  void shouldForgetTheOlderWhenThereIsANewerOne() {
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    spread.pass(copy(0, 2), Optional.of(NEAR), Optional.empty());
    turn.begin(Now.monotonic(turn.nowMs() + 10_000));
    turn.timers().runDue(turn.nowMs());
    List<AnnounceFrame> said = turn.drainFrames().stream().map(frame -> AnnounceFrame.decode(frame.frame()))
        .toList();
    assertFalse(said.isEmpty());
    assertTrue(said.stream().allMatch(frame -> frame.announce().sequence() == 2));
  }

  @Test
  void shouldPassOnTheShorterWayThatCameLater() {
    spread.pass(copy(3, 1), Optional.of(NEAR), Optional.empty());
    spread.heard(copy(0, 1), Optional.of(FAR));
    turn.begin(Now.monotonic(turn.nowMs() + 300));
    turn.timers().runDue(turn.nowMs());
    assertEquals(1, AnnounceFrame.decode(turn.drainFrames().getFirst().frame()).hops());
  }

  @Test
  void shouldRepeatOurOwnUntilItIsRelayed() {
    spread.said(1, FRAME);
    assertEquals(MeshLimits.SPREAD_REPEATS, said(60_000));
    spread.said(2, FRAME);
    spread.heard(copy(1, 2), Optional.of(NEAR));
    assertEquals(0, said(60_000));
  }

  @Test
  void shouldNotRepeatIntoTheVoid() {
    neighbors.forget(NEAR);
    neighbors.forget(FAR);
    spread.said(1, FRAME);
    assertEquals(0, said(60_000));
  }

  @Test
  void shouldSayNothingWithoutALink() {
    links.remove(link);
    spread.pass(copy(0, 1), Optional.of(NEAR), Optional.empty());
    assertEquals(0, said(60_000));
  }

  @Test
  void shouldBoundWhatWaits() {
    for (int number = 0; number < 10_000; number++) {
      byte[] key = new byte[32];
      key[0] = (byte) number;
      key[1] = (byte) (number >> 8);
      Announce announce = new Announce(new NodeId(Bytes.copyOf(key)), 1, 1, new CapabilityFilter(0), 0,
          Announce.NO_CARD);
      spread.pass(
          new AnnounceFrame(6, 0, announce.key().hint(), announce, Bytes.copyOf(new byte[64]),
              Bytes.copyOf(new byte[4])),
          Optional.empty(), Optional.empty());
    }
    int said = said(1_000);
    assertTrue(said <= MeshLimits.PENDING_RELAYS && said >= MeshLimits.RELAYED_ANNOUNCES_BURST,
        "said " + said);
  }
}
