package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.mesh.neighbor.Count;

/** Single frames to a neighbor. */
class HopSenderTest extends OneHop {
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
}
