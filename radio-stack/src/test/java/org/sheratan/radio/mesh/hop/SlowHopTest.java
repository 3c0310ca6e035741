package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;

/** Units for a neighbor on a radio: what waits there, and what must not wait for it. */
class SlowHopTest extends OneHop {
  @Test
  void shouldCountFromWhenTheFrameHasLeft() {
    Pair slow = new Pair(2, Fixtures.RADIO).introduced();
    slow.left.link.behindMs().set(60_000);
    Unit unit = submit(slow, Bytes.utf8("hello"));
    assertTrue(slow.left.sent().contains(unit.frame));
    slow.left.advance(60_000);
    assertFalse(slow.left.sent().contains(unit.frame), "it may have left just now");
    slow.left.link.behindMs().set(0);
    slow.left.advance(10_000);
    assertTrue(slow.left.sent().contains(unit.frame));
  }

  @Test
  void shouldNotRepeatIntoALinkThatIsFurtherBehind() {
    Pair slow = new Pair(3, Fixtures.RADIO).introduced();
    Unit unit = submit(slow, Bytes.utf8("hello"));
    slow.left.sent();
    slow.left.link.behindMs().set(30_000);
    slow.left.advance(20_000);
    assertFalse(slow.left.sent().contains(unit.frame));
    slow.left.link.behindMs().set(0);
    slow.left.advance(60_000);
    assertTrue(slow.left.sent().contains(unit.frame));
  }

  @Test
  void shouldHandOverABurstAsTheLinkCanTakeIt() {
    Pair slow = new Pair(4, Fixtures.RADIO).introduced();
    submit(slow, Bytes.copyOf(new byte[4_096]));
    assertEquals(2, pieces(slow.left));
    slow.left.link.behindMs().set(10_000);
    slow.left.advance(5_000);
    assertEquals(0, pieces(slow.left));
    slow.left.link.behindMs().set(0);
    slow.left.advance(10_000);
    long more = pieces(slow.left);
    assertTrue(more == 1 || more == 2, "an announce of ours may take the room of one: " + more);
  }

  @Test
  void shouldSendWhatIsLargeAsBulkUnlessItMatters() {
    int large = MeshLimits.LARGE_BYTES + 1;
    for (Priority priority : Priority.values()) {
      Pair slow = new Pair(4, Fixtures.RADIO).introduced();
      submit(slow, priority, large);
      Priority onAir = priority == Priority.NORMAL ? Priority.BULK : priority;
      assertEquals(List.of(onAir.code()), priorities(slow.left));
    }
    Pair slow = new Pair(4, Fixtures.RADIO).introduced();
    submit(slow, Priority.NORMAL, MeshLimits.LARGE_BYTES);
    assertEquals(List.of(Priority.NORMAL.code()), priorities(slow.left));
  }

  /** Found in a simulation of emergencies: they waited for others that waited for airtime. */
  @Test
  void shouldNotLetAnEmergencyWaitForWhatIsUnderWay() {
    Pair slow = new Pair(4, Fixtures.RADIO).introduced();
    submit(slow, Priority.NORMAL, 10_000);
    for (int frame = 0; frame < MeshLimits.FRAMES_PER_NEIGHBOR; frame++) {
      submit(slow, Priority.NORMAL, 40);
    }
    assertFalse(submit(slow, Priority.NORMAL, 40).sent());
    assertFalse(submit(slow, Priority.HIGH, 1_000).sent());
    slow.left.sent();
    submit(slow, Priority.EMERGENCY, 40);
    assertEquals(1, slow.left.sent().size());
    submit(slow, Priority.EMERGENCY, 1_000);
    assertEquals(2, pieces(slow.left));
  }

  /** With ordinary airtime used up no piece of an emergency left, though there was airtime kept for it. */
  @Test
  void shouldSendPiecesOfAnEmergencyWhileOrdinaryAirtimeIsUsedUp() {
    Pair slow = new Pair(4, Fixtures.RADIO).introduced();
    slow.left.link.behindMs().set(2_400_000);
    submit(slow, Priority.NORMAL, 1_000);
    assertEquals(0, pieces(slow.left));
    submit(slow, Priority.EMERGENCY, 1_000);
    assertEquals(2, pieces(slow.left));
  }

  @Test
  void shouldRepeatAnEmergencyWhileOrdinaryAirtimeIsUsedUp() {
    Pair slow = new Pair(4, Fixtures.RADIO).introduced();
    slow.left.link.behindMs().set(2_400_000);
    Unit words = submit(slow, Priority.EMERGENCY, 40);
    assertEquals(1, slow.left.sent().size());
    slow.left.advance(60_000);
    assertTrue(slow.left.sent().contains(words.frame), "again within the minute");
    slow.left.rooms.hops.proven(words);
    assertTrue(slow.left.rooms.neighbors.best(slow.right.id()).orElseThrow().retryMs() > 1_000,
        "and the round trip is not taken for nothing");
  }

  /** Bits 3 and 4 of the first byte. */
  private static List<Integer> priorities(Bench of) {
    return of.sent().stream().filter(frame -> frame.length() > 200).map(frame -> frame.at(0) >> 3 & 3)
        .distinct()
        .toList();
  }

  private static long pieces(Bench of) {
    return of.sent().stream().filter(frame -> frame.length() > 200).count();
  }

  private Unit submit(Pair at, Priority priority, int lengthBytes) {
    Unit unit = new Unit(at.right.id(), FrameType.DATA, priority, 0, Bytes.copyOf(new byte[lengthBytes]),
        at.left.turn.nowMs() + 600_000, this, 7);
    at.left.rooms.hops.submit(unit);
    return unit;
  }

  private Unit submit(Pair at, Bytes message) {
    Unit unit = new Unit(at.right.id(), FrameType.DATA, Priority.NORMAL, 0, message,
        at.left.turn.nowMs() + 600_000, this, 7);
    at.left.rooms.hops.submit(unit);
    return unit;
  }
}
