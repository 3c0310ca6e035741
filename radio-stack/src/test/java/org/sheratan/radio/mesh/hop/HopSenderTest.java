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
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.secure.Opened;

class HopSenderTest implements Unit.Owner {
  private final Pair pair = new Pair(1).introduced();
  private final Bench left = pair.left;
  private final Bench right = pair.right;
  private final List<Unit> taken = new ArrayList<>();
  private final List<Unit> stuck = new ArrayList<>();
  private final List<Unit> refused = new ArrayList<>();

  @Override
  public void onTaken(Unit unit) {
    taken.add(unit);
  }

  @Override
  public void onStuck(Unit unit) {
    stuck.add(unit);
  }

  @Override
  public void onRefused(Unit unit) {
    refused.add(unit);
  }

  private Unit unit(FrameType type, Bytes plaintext, long lifetimeMs) {
    return new Unit(right.id(), type, Priority.NORMAL, 0, plaintext, left.turn.nowMs() + lifetimeMs, this, 7);
  }

  private Unit submit(Bytes message) {
    Unit unit = unit(FrameType.DATA, message, 60_000);
    left.rooms.hops.submit(unit);
    return unit;
  }

  private ControlItem.Ack ack(Unit unit) {
    return new ControlItem.Ack(unit.keyId, unit.counter, 0);
  }

  @Test
  void shouldSendAtOnceAndEndWithTheAcknowledgement() {
    Unit unit = submit(Bytes.utf8("hello"));
    assertEquals(List.of(unit.frame), left.sent());
    left.rooms.hops.onAck(right.id(), ack(unit));
    assertEquals(List.of(unit), taken);
    left.advance(60_000);
    assertTrue(left.sent().stream().noneMatch(unit.frame::equals));
  }

  @Test
  void shouldIgnoreAcknowledgementsOfOthers() {
    Unit unit = submit(Bytes.utf8("hello"));
    left.rooms.hops.onAck(left.id(), ack(unit));
    left.rooms.hops.onAck(right.id(), new ControlItem.Ack(unit.keyId, unit.counter + 1, 0));
    left.rooms.hops.onAck(right.id(), new ControlItem.Ack(unit.keyId + 1 & 3, unit.counter, 0));
    left.rooms.hops.onTransferAck(right.id(), 1);
    assertTrue(taken.isEmpty());
    left.rooms.hops.onAck(right.id(), new ControlItem.Ack(unit.keyId, unit.counter + 3, 0b100));
    assertEquals(List.of(unit), taken);
  }

  @Test
  void shouldRepeatTheSameBytesWithBackOff() {
    Unit unit = submit(Bytes.utf8("hello"));
    left.sent();
    List<Long> timesMs = new ArrayList<>();
    long startMs = left.turn.nowMs();
    while (timesMs.size() < 6) {
      left.advance(10);
      if (left.sent().contains(unit.frame)) {
        timesMs.add(left.turn.nowMs() - startMs);
      }
    }
    for (int index = 2; index < timesMs.size(); index++) {
      long gapMs = timesMs.get(index) - timesMs.get(index - 1);
      assertTrue(gapMs <= MeshLimits.RETRY_MAX_MS * 5 / 4, timesMs::toString);
      assertTrue(gapMs * 2 > timesMs.get(index - 1) - timesMs.get(index - 2), timesMs::toString);
    }
    assertEquals(6, left.turn.tally().of(Count.RETRIES));
  }

  @Test
  void shouldTellTheOwnerWhenNobodyAnswers() {
    Unit unit = submit(Bytes.utf8("hello"));
    int sent = 0;
    while (stuck.isEmpty()) {
      left.advance(10);
      sent += left.sent().contains(unit.frame) ? 1 : 0;
    }
    assertEquals(List.of(unit), stuck);
    assertEquals(MeshLimits.TRIES_BEFORE_STUCK + 1, sent);
    assertTrue(left.rooms.neighbors.best(right.id()).orElseThrow().failing());
  }

  @Test
  void shouldSealRelayedFramesAnewWhenStuckForTheNeighborMayHaveRefused() {
    Unit unit = unit(FrameType.RELAY_CONTROL, Bytes.copyOf(new byte[20]), 60_000);
    left.rooms.hops.submit(unit);
    Bytes first = unit.frame;
    while (stuck.isEmpty()) {
      left.advance(10);
    }
    assertNotEquals(first, unit.frame);
  }

  @Test
  void shouldEndSilentlyWhenTheLifetimeIsOver() {
    Unit unit = unit(FrameType.DATA, Bytes.utf8("brief"), 500);
    left.rooms.hops.submit(unit);
    left.sent();
    for (int step = 0; step < 300; step++) {
      left.advance(10);
    }
    assertTrue(unit.ended);
    assertTrue(taken.isEmpty());
    assertEquals(0, left.rooms.hops.underWay());
  }

  @Test
  void shouldHoldBackWhatExceedsTheLane() {
    List<Unit> units = new ArrayList<>();
    for (int number = 0; number < MeshLimits.FRAMES_PER_NEIGHBOR + 5; number++) {
      units.add(submit(Bytes.utf8("message " + number)));
    }
    assertEquals(MeshLimits.FRAMES_PER_NEIGHBOR, left.sent().size());
    assertFalse(units.getLast().sent());
    left.rooms.hops.onAck(right.id(), ack(units.getFirst()));
    assertEquals(1, left.sent().size());
    for (int round = 0; round < 6; round++) {
      units.stream().filter(Unit::sent).filter(unit -> !unit.ended)
          .forEach(unit -> left.rooms.hops.onAck(right.id(), ack(unit)));
    }
    assertEquals(units.size(), taken.size());
  }

  @Test
  void shouldServeHighPriorityFirst() {
    for (int number = 0; number < MeshLimits.FRAMES_PER_NEIGHBOR; number++) {
      submit(Bytes.utf8("message " + number));
    }
    left.sent();
    Unit low = submit(Bytes.utf8("later"));
    Unit urgent = new Unit(right.id(), FrameType.DATA, Priority.EMERGENCY, 0, Bytes.utf8("now"),
        left.turn.nowMs() + 60_000, this, 8);
    left.rooms.hops.submit(urgent);
    left.rooms.hops.onAck(right.id(), new ControlItem.Ack(0, 2, 0b11));
    assertTrue(urgent.sent());
    assertTrue(low.sent() == (left.sent().size() > 1));
  }

  @Test
  void shouldWaitForASessionAndAskForOne() {
    Pair strangers = new Pair(2);
    strangers.right.announceTo(strangers.left, Pair.RIGHT);
    Unit unit = new Unit(strangers.right.id(), FrameType.DATA, Priority.NORMAL, 0, Bytes.utf8("hello"),
        strangers.left.turn.nowMs() + 60_000, this, 1);
    strangers.left.rooms.hops.submit(unit);
    assertFalse(unit.sent());
    List<Bytes> sent = strangers.left.sent();
    assertEquals(FrameType.HANDSHAKE, FrameHead.peek(sent.getFirst()).type());
    strangers.left.announceTo(strangers.right, Pair.LEFT);
    strangers.right.hear(Pair.LEFT, sent.getFirst());
    strangers.exchange();
    assertTrue(unit.sent());
  }

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

  @Test
  void shouldRefuseWhatALinkCannotCarry() {
    Pair narrow = new Pair(5,
        new org.sheratan.radio.link.LinkProfile("narrow", 30, 100, 10_000, true, false));
    narrow.introduced();
    // Handshakes do not fit such a link, so there is no session and nothing is sent at all.
    Unit unit = new Unit(narrow.right.id(), FrameType.DATA, Priority.NORMAL, 0, Bytes.copyOf(new byte[100]),
        narrow.left.turn.nowMs() + 1_000, this, 1);
    narrow.left.rooms.hops.submit(unit);
    assertTrue(narrow.left.sent().isEmpty());
  }

  @Test
  void shouldSealAnewForANewSession() {
    Unit unit = submit(Bytes.utf8("hello"));
    left.sent();
    Bytes before = unit.frame;
    left.rooms.hops.onSession(right.id());
    assertNotEquals(before, unit.frame);
    assertEquals(List.of(unit.frame), left.sent());
  }

  @Test
  void shouldHurryWhenASilentNeighborIsHeardAgain() {
    Unit unit = submit(Bytes.utf8("hello"));
    while (unit.tries <= MeshLimits.TRIES_BEFORE_STUCK + 2) {
      left.advance(10);
      left.sent();
    }
    left.rooms.hops.onHeardAgain(right.id());
    int before = unit.tries;
    left.advance(1_000);
    assertTrue(unit.tries > before);
  }

  @Test
  void shouldSayWhatFitsAFrame() {
    assertTrue(left.rooms.frames.fits(right.id(), 1_186));
    assertFalse(left.rooms.frames.fits(right.id(), 1_187));
    assertFalse(left.rooms.frames.fits(left.id(), 1));
    assertFalse(
        left.rooms.frames.sendOnce(left.id(), Priority.NORMAL, List.of(new ControlItem.TransferAck(1)),
            false));
  }

  private static List<MeshEvent> arrivals(Bench bench) {
    return bench.events().stream().filter(MeshEvent.MessageArrived.class::isInstance).toList();
  }

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

  private Unit submit(Pair at, Priority priority, int lengthBytes) {
    Unit unit = new Unit(at.right.id(), FrameType.DATA, priority, 0, Bytes.copyOf(new byte[lengthBytes]),
        at.left.turn.nowMs() + 600_000, this, 7);
    at.left.rooms.hops.submit(unit);
    return unit;
  }

  /** Bits 3 and 4 of the first byte. */
  private static List<Integer> priorities(Bench of) {
    return of.sent().stream().filter(frame -> frame.length() > 200).map(frame -> frame.at(0) >> 3 & 3)
        .distinct()
        .toList();
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

  private static long pieces(Bench of) {
    return of.sent().stream().filter(frame -> frame.length() > 200).count();
  }

  private Unit submit(Pair at, Bytes message) {
    Unit unit = new Unit(at.right.id(), FrameType.DATA, Priority.NORMAL, 0, message,
        at.left.turn.nowMs() + 600_000, this, 7);
    at.left.rooms.hops.submit(unit);
    return unit;
  }
}
