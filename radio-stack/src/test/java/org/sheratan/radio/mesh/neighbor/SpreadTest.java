package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;

/** What is being said while links come and go. */
class SpreadTest {
  private static final int ALL = 1 + MeshLimits.SPREAD_REPEATS;
  private static final long LONG_MS = 600_000;

  /** Passed on by nobody. */
  private record Copy(int hops) implements Spread.Copy {
    @Override
    public long sequence() {
      return 1;
    }

    @Override
    public boolean relayable() {
      return true;
    }

    @Override
    public Bytes onward() {
      return Bytes.copyOf(new byte[60]);
    }
  }

  private final MeshTurn turn = Fixtures.turn();
  private final RecordingLink link = new RecordingLink(Fixtures.LORA);
  private final RecordingLink other = new RecordingLink(Fixtures.UDP);
  private final LinkTable links = new LinkTable();
  private final NeighborTable neighbors = new NeighborTable();
  private final Spread<Integer> spread = new Spread<>(turn, links, neighbors, (state, lengthBytes) -> true);

  private void up(RecordingLink link) {
    links.add(turn, link);
    neighbors.heard(Fixtures.id(1), link, new LinkEndpoint("one"), true, turn.nowMs());
  }

  private void pass(int key) {
    spread.pass(key, new Copy(1), Optional.empty(), Optional.empty());
  }

  private int said(long forMs) {
    turn.begin(Now.monotonic(turn.nowMs() + forMs));
    turn.timers().runDue(turn.nowMs());
    return turn.drainFrames().size();
  }

  @Test
  void shouldForgetWhatWasToBeSaidOnALinkThatIsGone() {
    for (int key = 0; key <= MeshLimits.PENDING_RELAYS; key++) {
      up(link);
      pass(key);
      links.remove(link);
      assertEquals(0, said(LONG_MS));
    }
    up(link);
    pass(-1);
    assertEquals(1, said(LONG_MS), "one more is passed on");
  }

  @Test
  void shouldForgetWhatWasSaidOnceWhenItsLinkGoes() {
    for (int key = 0; key <= MeshLimits.PENDING_RELAYS; key++) {
      up(link);
      spread.said(key, 1, 0, new Copy(0).onward(), false);
      links.remove(link);
      said(LONG_MS);
    }
    up(link);
    pass(-1);
    assertEquals(1, said(LONG_MS));
  }

  @Test
  void shouldNotKeepWhatIsOfNoLink() {
    for (int key = 0; key <= MeshLimits.PENDING_RELAYS; key++) {
      spread.said(key, 1, 0, new Copy(0).onward(), false);
      pass(1_000 + key);
    }
    up(link);
    pass(-1);
    assertEquals(1, said(LONG_MS));
  }

  @Test
  void shouldNotWaitForALinkThatCameLater() {
    for (int key = 0; key <= MeshLimits.PENDING_RELAYS; key++) {
      up(link);
      pass(key);
      up(other);
      for (int step = 0; step < ALL + 1; step++) {
        said(LONG_MS);
      }
      links.remove(other);
      links.remove(link);
    }
    up(link);
    pass(-1);
    assertEquals(1, said(LONG_MS));
  }

  @Test
  void shouldGoOnWhereItWasWhenTheLinkIsBackInTime() {
    up(link);
    pass(1);
    links.remove(link);
    up(link);
    int said = 0;
    for (int step = 0; step < ALL + 1; step++) {
      said += said(LONG_MS);
    }
    assertEquals(ALL, said);
  }
}
