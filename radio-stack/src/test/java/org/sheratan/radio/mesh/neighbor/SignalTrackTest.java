package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.TestNode;
import org.sheratan.radio.mesh.engine.World;

class SignalTrackTest {
  private final SignalTrack track = new SignalTrack();

  @Test
  void shouldKnowNothingAtFirst() {
    assertTrue(track.signal().isEmpty());
    assertTrue(track.heardPermille().isEmpty());
  }

  @Test
  void shouldSmoothTheSignal() {
    track.heard(new Signal(-100, -4));
    assertEquals(new Signal(-100, -4), track.signal().orElseThrow());
    track.heard(new Signal(-92, 4));
    assertEquals(new Signal(-99, -3), track.signal().orElseThrow());
  }

  @Test
  void shouldCountGapsAsLostAndRepeatsAsNothing() {
    track.numbered(1, 10);
    assertTrue(track.heardPermille().isEmpty());
    for (int counter = 11; counter < 200; counter++) {
      if (counter % 2 == 0) {
        track.numbered(1, counter);
        track.numbered(1, counter);
      }
    }
    assertEquals(500, track.heardPermille().orElseThrow(), 60);
  }

  /** A lost first frame counted for fifteen sixteenths: 12 % heard of a neighbor that lost one of four. */
  @Test
  void shouldCountTheFirstFramesAlike() {
    track.numbered(1, 10);
    track.numbered(1, 12);
    track.numbered(1, 13);
    track.numbered(1, 14);
    assertEquals(750, track.heardPermille().orElseThrow(), 2);
  }

  @Test
  void shouldNotTakeARestartForLoss() {
    track.numbered(1, 10);
    track.numbered(1, 11);
    track.numbered(1, 5_000);
    track.numbered(2, 1);
    track.numbered(2, 2);
    assertEquals(1_000, track.heardPermille().orElseThrow());
  }

  @Test
  void shouldShowNeighborsAsMeasured() {
    World world = new World(1, EtherFaults.NONE, Fixtures.RADIO);
    List<TestNode> nodes = world.addAll("a", "b");
    assertTrue(world.runUntil(60 * 60_000, world::everyoneKnowsEveryone));
    TestNode a = nodes.getFirst();
    Neighbor b = a.mesh.neighbors().getFirst();
    assertEquals(nodes.get(1).id(), b.id());
    assertTrue(b.proven());
    assertEquals(Optional.empty(), b.signal());
    a.mesh.onFrame(a.link, LinkEndpoint.EVERYONE, nodes.get(1).rooms().own.frame(world.nowMs()),
        Optional.of(new Signal(-110, -7.5)), Now.monotonic(world.nowMs()));
    assertEquals(Optional.of(new Signal(-110, -7.5)), a.mesh.neighbors().getFirst().signal());
  }
}
