package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.secure.Opened;

/** What exceeds a frame, in pieces to a neighbor. */
class TransferSendingTest extends OneHop {
  @Test
  void shouldCutWhatExceedsAFrameAndRepairIt() {
    Bytes large = Fixtures.bytes(new SeededEntropy(3), 20_000);
    Unit unit = submit(large);
    List<Bytes> pieces = left.sent();
    assertTrue(pieces.size() > 15);
    for (int index = 0; index < pieces.size(); index++) {
      if (index % 3 != 0) {
        right.hear(Pair.LEFT, pieces.get(index));
      }
    }
    right.advance(50);
    List<Bytes> reports = right.sent();
    assertEquals(1, reports.size());
    left.hear(Pair.RIGHT, reports.getFirst());
    List<Bytes> repairs = left.sent();
    assertEquals((pieces.size() + 2) / 3, repairs.size());
    repairs.forEach(repair -> right.hear(Pair.LEFT, repair));
    assertEquals(List.of(new MeshEvent.MessageArrived(left.id(), large, 1)), arrivals(right));
    right.advance(50);
    right.sent().forEach(answer -> left.hear(Pair.RIGHT, answer));
    assertEquals(List.of(unit), taken);
  }

  @Test
  void shouldProbeWhenNoReportComes() {
    submit(Fixtures.bytes(new SeededEntropy(3), 5_000));
    int all = left.sent().size();
    List<Bytes> probe = List.of();
    while (probe.isEmpty()) {
      left.advance(10);
      probe = left.sent();
    }
    assertTrue(all > 3);
    assertEquals(1, probe.size());
  }

  @Test
  void shouldSendOneTransferAtATime() {
    submit(Fixtures.bytes(new SeededEntropy(3), 5_000));
    Unit second = submit(Fixtures.bytes(new SeededEntropy(4), 5_000));
    assertFalse(second.sent());
    Unit small = submit(Bytes.utf8("small ones go past"));
    assertTrue(small.sent());
  }

  @Test
  void shouldSayThatItGivesUpATransfer() {
    Unit unit = submit(Fixtures.bytes(new SeededEntropy(3), 5_000));
    left.sent();
    left.rooms.hops.cancel(unit);
    assertEquals(List.of(new ControlItem.TransferEnd(unit.transfer.id(), ControlItem.Why.GIVEN_UP)), ends());
  }

  @Test
  void shouldNotSayThatItGivesUpWhatArrivedOrWasRefused() {
    Unit arrived = submit(Fixtures.bytes(new SeededEntropy(3), 5_000));
    left.sent();
    left.rooms.hops.proven(arrived);
    left.rooms.hops.cancel(arrived);
    assertEquals(List.of(), ends());
    Unit refused = submit(Fixtures.bytes(new SeededEntropy(4), 5_000));
    left.sent();
    left.rooms.hops.onTransferRefused(right.id(), refused.transfer.id(), ControlItem.Why.NO_WAY);
    left.rooms.hops.cancel(refused);
    assertEquals(List.of(), ends());
  }

  @Test
  void shouldAskEverLaterAfterEachRefusalAndWithOnePiece() {
    Unit unit = unit(FrameType.DATA, Fixtures.bytes(new SeededEntropy(3), 5_000), 3_600_000);
    left.rooms.hops.submit(unit);
    left.sent();
    for (int refusals = 1; refusals <= MeshLimits.NO_ROOM_DOUBLINGS; refusals++) {
      left.rooms.hops.onTransferRefused(right.id(), unit.transfer.id(), ControlItem.Why.NO_ROOM);
      left.rooms.hops.onTransferRefused(right.id(), unit.transfer.id(), ControlItem.Why.NO_ROOM);
      left.rooms.hops.onReport(right.id(), new FragmentReport(unit.transfer.id(), 0, 5));
      left.rooms.hops.onHeardAgain(right.id());
      assertEquals(refusals, refused.size());
      long restMs = MeshLimits.NO_ROOM_MS << refusals - 1;
      left.advance(restMs - 1);
      assertEquals(0, left.sent().stream().filter(frame -> frame.length() > 500).count());
      left.advance(restMs / 4 + 2);
      assertEquals(1, left.sent().stream().filter(frame -> frame.length() > 500).count());
    }
    left.rooms.hops.onReport(right.id(), new FragmentReport(unit.transfer.id(), 0, 5));
    assertEquals(5, left.sent().size(), "now it is taken");
  }

  @Test
  void shouldTakeRoundAfterRoundForARefusal() {
    Unit unit = submit(Fixtures.bytes(new SeededEntropy(3), 5_000));
    int sent = left.sent().size();
    while (refused.isEmpty()) {
      left.rooms.hops.onReport(right.id(), new FragmentReport(unit.transfer.id(), 0, 5));
      sent += left.sent().size();
    }
    assertEquals(MeshLimits.TRANSFER_ROUNDS * unit.transfer.count(), sent);
    assertEquals(List.of(unit), refused);
  }

  @Test
  void shouldGoOnUnderTheSameIdWithWhatWasRefusedBefore() {
    Bytes message = Fixtures.bytes(new SeededEntropy(3), 5_000);
    Unit before = submit(message);
    left.sent();
    left.rooms.hops.onTransferRefused(right.id(), before.transfer.id(), ControlItem.Why.NO_ROOM);
    left.rooms.hops.cancel(before);
    Unit again = submit(message);
    assertEquals(before.transfer.id(), again.transfer.id());
    assertEquals(1, left.sent().size());
    left.rooms.hops.cancel(again);
    Unit fresh = submit(message);
    assertNotEquals(before.transfer.id(), fresh.transfer.id(), "that one was given up");
  }

  private static List<MeshEvent> arrivals(Bench bench) {
    return bench.events().stream().filter(MeshEvent.MessageArrived.class::isInstance).toList();
  }

  private List<ControlItem.TransferEnd> ends() {
    List<ControlItem.TransferEnd> ends = new ArrayList<>();
    for (Bytes frame : left.sent()) {
      if (right.open(frame) instanceof Opened.Frame opened) {
        ControlItem.decode(opened.plaintext()).stream().filter(ControlItem.TransferEnd.class::isInstance)
            .forEach(item -> ends.add((ControlItem.TransferEnd) item));
      }
    }
    return ends;
  }
}
