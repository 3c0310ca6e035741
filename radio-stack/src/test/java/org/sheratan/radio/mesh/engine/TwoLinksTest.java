package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.hop.Unit;
import org.sheratan.radio.mesh.neighbor.Contact;

/** A neighbor on a cable and on the air. */
class TwoLinksTest implements Unit.Owner {
  private static final LinkProfile LORA = new LinkProfile("lora0", 255, 552, 2_696, true, false, 100);

  private final Pair pair = new Pair(1).introduced();
  private final Bench bench = pair.left;
  private final NodeId other = pair.right.id();
  private final Link cable = bench.link;
  private final RecordingLink air = new RecordingLink(LORA);
  private final List<Unit> stuck = new ArrayList<>();

  TwoLinksTest() {
    bench.rooms.links.add(bench.turn, air);
    bench.rooms.neighbors.heard(other, air, LinkEndpoint.EVERYONE, true, bench.turn.nowMs());
  }

  @Override
  public void onTaken(Unit unit) {
    // Nothing answers here.
  }

  @Override
  public void onStuck(Unit unit) {
    stuck.add(unit);
  }

  private List<Link> linksOf(int bytes) {
    bench.rooms.hops.submit(new Unit(other, FrameType.DATA, Priority.NORMAL, 0, Bytes.copyOf(new byte[bytes]),
        bench.turn.nowMs() + 600_000, this, 1));
    bench.turn.timers().runDue(bench.turn.nowMs());
    return bench.turn.drainFrames().stream().map(PolledMesh.OutboundFrame::link).distinct().toList();
  }

  @Test
  void shouldSendByCableWhileThereIsOne() {
    assertEquals(List.of(cable), linksOf(30 * 1024));
    assertEquals(List.of(cable), linksOf(40));
  }

  @Test
  void shouldSendByAirWhenThereIsNoCable() {
    bench.rooms.neighbors.forget(cable);
    assertEquals(List.of(air), linksOf(40));
  }

  @Test
  void shouldTryTheCableEvenBeforeAnythingSealedCameByIt() {
    bench.rooms.neighbors.forget(cable);
    bench.rooms.neighbors.heard(other, cable, new LinkEndpoint("right"), false, bench.turn.nowMs());
    assertEquals(List.of(cable), linksOf(40));
  }

  @Test
  void shouldGoOnByAirWhenTheCableFails() {
    assertEquals(List.of(cable), linksOf(40));
    List<Link> used = new ArrayList<>();
    for (int second = 0; second < 30 && !used.contains(air); second++) {
      bench.advance(1_000);
      bench.turn.drainFrames().forEach(frame -> used.add(frame.link()));
    }
    assertTrue(used.contains(air), "tried the air too");
    Contact now = bench.rooms.neighbors.best(other).orElseThrow();
    assertSame(air, now.link());
  }

  @Test
  void shouldReturnToTheCableWhenItAnswersAgain() {
    Contact byCable = bench.rooms.neighbors.best(other).orElseThrow();
    for (int lost = 0; lost < 3; lost++) {
      byCable.unanswered();
    }
    assertSame(air, bench.rooms.neighbors.best(other).orElseThrow().link());
    byCable.heard(bench.turn.nowMs(), true);
    assertSame(cable, bench.rooms.neighbors.best(other).orElseThrow().link());
  }

  @Test
  void shouldPreferTwoHopsByCableToOneByAir() {
    NodeId far = Fixtures.id(9);
    NodeId onAir = Fixtures.id(8);
    bench.rooms.neighbors.heard(onAir, air, LinkEndpoint.EVERYONE, true, bench.turn.nowMs());
    bench.rooms.ways.routes().learn(far, onAir, 1, 5, bench.turn.nowMs());
    bench.rooms.ways.routes().learn(far, other, 2, 5, bench.turn.nowMs());
    assertEquals(Optional.of(other), bench.rooms.ways.nextHop(far));
    assertEquals(Optional.of(onAir), bench.rooms.ways.nextHop(far, List.of(other), MeshLimits.MAX_HOPS));
    assertFalse(bench.rooms.ways.slow(far));
  }
}
