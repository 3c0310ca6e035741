package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.secure.AnnounceSeal;

/** Rolls that one node hears on a radio, and what it does. */
class RollCallTest {
  private static final long HOUR_MS = 3_600_000;
  /** Longer than whoever has something to say waits for its turn. */
  private static final long SOON_MS = 15_000;
  private static final LinkEndpoint AIR = LinkEndpoint.EVERYONE;

  private final Bench us = new Bench(1, 1, Fixtures.RADIO);
  private final Bench near = new Bench(1, 2, Fixtures.RADIO);
  private final Bench other = new Bench(1, 3, Fixtures.RADIO);
  private final Bench far = new Bench(1, 4, Fixtures.RADIO);
  private final AnnounceSeal seal = new AnnounceSeal(us.network);
  private int said;

  @BeforeEach
  void know() {
    us.rooms.rolls.onLink(us.state);
    near.announceTo(us, AIR);
    other.announceTo(us, AIR);
    after(HOUR_MS / 6);
    near.announceTo(us, AIR);
    other.announceTo(us, AIR);
    // Nobody answers handshakes here.
    us.rooms.neighbors.ids()
        .forEach(id -> us.rooms.neighbors.best(id).ifPresent(contact -> contact.answered(100, false)));
  }

  @Test
  void shouldHandOverWhatARollLacks() {
    hear(whole(near, near.announce(), 0, other.announce(), 1));
    assertEquals(List.of(us.id()),
        handedOver(after(SOON_MS)).stream().map(frame -> frame.announce().key()).toList());
  }

  @Test
  void shouldStaySilentWhenAnotherHandsItOver() {
    hear(whole(near, near.announce(), 0, us.announce(), 1));
    us.hear(AIR, seal.recalled(other.announce(), near.id()));
    assertEquals(List.of(), handedOver(after(SOON_MS)));
  }

  @Test
  void shouldHandOverNothingForARollOfChanges() {
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(near.announce(), 0))));
    assertEquals(List.of(), handedOver(after(SOON_MS)));
  }

  @Test
  void shouldSayItsRollSoonWhenAnotherKnowsMore() {
    hear(whole(near, near.announce(), 0, us.announce(), 1, other.announce(), 1, far.announce(), 1));
    List<Roll> said = rolls(after(us.rooms.links.all().getFirst().announceMs() * MeshLimits.ROLL_AIRTIMES));
    Roll whole = said.stream().filter(roll -> roll.covers(far.id().hint())).findFirst().orElseThrow();
    assertTrue(whole.entries().stream().noneMatch(entry -> entry.names(far.announce())));
  }

  @Test
  void shouldLeaveItToOthersToSayTheSame() {
    assertTrue(wholeRolls(after(HOUR_MS)) > 0, "alone it speaks");
    List<Bytes> left = new ArrayList<>();
    for (int minute = 0; minute < 600; minute += 2) {
      for (Bench each : List.of(near, other)) {
        each.announceTo(us, AIR);
        hear(whole(each, us.announce(), 1, near.announce(), each == near ? 0 : 1, other.announce(),
            each == other ? 0 : 1));
      }
      left.addAll(after(HOUR_MS / 30));
    }
    assertEquals(0, wholeRolls(left));
  }

  @Test
  void shouldLearnWaysAndTellThem() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    assertFalse(us.rooms.ways.nextHop(far.id()).isPresent(), "what is handed over shows no way");
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 2))));
    assertEquals(Optional.of(near.id()), us.rooms.ways.nextHop(far.id()));
    assertEquals(3, us.rooms.ways.hops(far.id()));
    hear(Roll.changes(other.id().hint(), List.of(Roll.Entry.of(far.announce(), 1))));
    assertEquals(Optional.of(other.id()), us.rooms.ways.nextHop(far.id()));
    List<Roll.Entry> told = rolls(after(SOON_MS)).stream().flatMap(roll -> roll.entries().stream())
        .filter(entry -> entry.names(far.announce())).toList();
    assertEquals(Roll.Entry.of(far.announce(), 2), told.getLast());
  }

  @Test
  void shouldForgetAWayThatItsSenderLost() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 2))));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), Roll.NO_WAY))));
    assertFalse(us.rooms.ways.nextHop(far.id()).isPresent());
  }

  @Test
  void shouldTakeTheWordOfASenderWhoseWayGotLonger() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 1))));
    assertEquals(2, us.rooms.ways.hops(far.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 4))));
    assertEquals(5, us.rooms.ways.hops(far.id()));
  }

  @Test
  void shouldBelieveNoWayLongerThanTheHopLimit() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), MeshLimits.MAX_HOPS))));
    assertFalse(us.rooms.ways.nextHop(far.id()).isPresent());
  }

  @Test
  void shouldTellThatAGoneNeighborLeadsNowhere() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 2))));
    after(SOON_MS);
    assertTrue(rolls(untilGone(near)).stream().anyMatch(
        roll -> roll.entries().contains(Roll.Entry.of(far.announce(), Roll.NO_WAY))));
  }

  @Test
  void shouldTellThatANeighborIsBack() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 2))));
    untilGone(near);
    hear(Roll.changes(near.id().hint(), List.of()));
    assertTrue(rolls(after(SOON_MS)).stream().anyMatch(
        roll -> roll.entries().contains(Roll.Entry.of(far.announce(), 3))));
  }

  /** Else each renewal of an announce took the ways to its node from those whom it had not reached. */
  @Test
  void shouldKeepAWayWhoseSenderHasANewerAnnounce() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    AnnounceFrame ours = far.announce();
    hear(Roll.changes(near.id().hint(), List.of(Roll.Entry.of(ours, 2))));
    int load = 0;
    while (Roll.Entry.of(ours, 0).names(far.announce())) {
      load = (load + 20) % 100;
      far.rooms.own.load(load);
    }
    hear(whole(near, near.announce(), 0, us.announce(), 1, other.announce(), 1, far.announce(), 2));
    assertEquals(Optional.of(near.id()), us.rooms.ways.nextHop(far.id()));
    hear(whole(near, near.announce(), 0, us.announce(), 1, other.announce(), 1));
    assertFalse(us.rooms.ways.nextHop(far.id()).isPresent(), "it has no announce of that node at all");
  }

  @Test
  void shouldAskForAWayThatAMessageWaitsFor() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    after(SOON_MS);
    us.rooms.outbox.send(1, far.id(), Bytes.utf8("where are you"), Priority.NORMAL, HOUR_MS, false);
    Roll.Entry none = Roll.Entry.of(far.announce(), Roll.NO_WAY);
    assertTrue(rolls(after(SOON_MS)).stream().anyMatch(roll -> roll.entries().contains(none)));
    long again = rolls(after(HOUR_MS)).stream()
        .filter(roll -> !roll.covers(0) && roll.entries().contains(none)).count();
    assertTrue(again > 1 && again < MeshLimits.SEEK_TRIES, again + " times");
  }

  @Test
  void shouldTakeNobodyBackWhoIsGone() {
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    us.advance(1_000);
    us.rooms.peers.expire(500);
    assertTrue(us.rooms.peers.get(far.id()).isEmpty());
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    assertTrue(us.rooms.peers.get(far.id()).isEmpty(), "others may not know yet");
    us.hear(AIR, far.rooms.own.frame(far.turn.nowMs()));
    assertTrue(us.rooms.peers.get(far.id()).isPresent(), "heard itself");
  }

  @Test
  void shouldBlameTheLinkForRollsOfNobody() {
    Roll forged = new Roll(near.id().hint(), Roll.Place.of(1, 1), 0, Roll.MOST_HINT, List.of(),
        Bytes.hex("00000000"));
    us.hear(AIR, forged.encode());
    assertEquals(1, us.turn.tally().counters(0, 0, 0, 0).malformedByLink().values().stream()
        .mapToLong(Long::longValue).sum());
    assertEquals(List.of(), handedOver(after(SOON_MS)));
  }

  @Test
  void shouldNotBeMadeToTalkByRollsWithoutEnd() {
    List<AnnounceFrame> known = IntStream.range(0, 4 * Roll.MOST)
        .mapToObj(number -> Fixtures.announce(number * 200, number, "22")).toList();
    known.forEach(frame -> us.rooms.peers.meet(frame).orElseThrow());
    List<Bytes> left = new ArrayList<>();
    for (int minute = 0; minute < 600; minute++) {
      // Ways come and go, there are news of strangers, and most of what we have is lacking.
      int first = minute;
      int hops = minute % 5;
      List<Roll.Entry> entries = new ArrayList<>(IntStream.range(0, Roll.MOST - 1)
          .mapToObj(number -> Roll.Entry.of(known.get((number + first) % known.size()), hops)).toList());
      entries.add(new Roll.Entry(minute, minute % 16, 1));
      hear(Roll.whole(near.id().hint(), 0, Roll.MOST_HINT, entries));
      left.addAll(after(HOUR_MS / 60));
    }
    long mostMs = 10 * HOUR_MS * MeshLimits.ROLLS_PERCENT / 100;
    long saidMs = airtimeMs(left, frame -> Roll.is(FrameHead.peek(frame)));
    assertTrue(saidMs <= mostMs + MeshLimits.ROLLS_AT_ONCE * us.state.announceMs(),
        saidMs + " ms in ten hours");
    assertTrue(saidMs > mostMs / 2, "they did press it: " + saidMs + " ms");
    long givenMs = airtimeMs(left, frame -> !handedOver(List.of(frame)).isEmpty());
    assertTrue(givenMs <= 10 * HOUR_MS * MeshLimits.RELAYED_ANNOUNCES_PERCENT / 100
        + MeshLimits.RELAYED_ANNOUNCES_AT_ONCE * us.state.announceMs(), givenMs + " ms in ten hours");
  }

  private static long airtimeMs(List<Bytes> frames, Predicate<Bytes> which) {
    return frames.stream().filter(which).mapToLong(frame -> Fixtures.RADIO.airtimeMs(frame.length())).sum();
  }

  /** A message for it is not answered, nor any packet for a session. */
  private List<Bytes> untilGone(Bench neighbor) {
    us.rooms.outbox.send(1, neighbor.id(), Bytes.utf8("are you there"), Priority.NORMAL, HOUR_MS, false);
    List<Bytes> left = new ArrayList<>();
    for (int second = 0; !us.rooms.neighbors.best(neighbor.id()).orElseThrow().gone(); second++) {
      assertTrue(second < HOUR_MS / 1_000, "it is never gone");
      left.addAll(after(1_000));
    }
    left.addAll(after(SOON_MS));
    return left;
  }

  private void hear(Roll roll) {
    us.hear(AIR, seal.roll(roll.at(Roll.Place.of(1, ++said))));
  }

  private List<Bytes> after(long ms) {
    List<Bytes> left = new ArrayList<>();
    for (long passed = 0; passed < ms; passed += 1_000) {
      us.advance(1_000);
      left.addAll(us.sent());
    }
    return left;
  }

  private static Roll whole(Bench from, Object... announcesAndHops) {
    List<Roll.Entry> entries = new ArrayList<>();
    for (int index = 0; index < announcesAndHops.length; index += 2) {
      entries.add(
          Roll.Entry.of((AnnounceFrame) announcesAndHops[index], (Integer) announcesAndHops[index + 1]));
    }
    return Roll.whole(from.id().hint(), 0, Roll.MOST_HINT, entries);
  }

  private static List<Roll> rolls(List<Bytes> frames) {
    return frames.stream().filter(frame -> Roll.is(FrameHead.peek(frame))).map(Roll::decode).toList();
  }

  private static long wholeRolls(List<Bytes> frames) {
    return rolls(frames).stream().filter(roll -> roll.covers(0)).count();
  }

  private static List<AnnounceFrame> handedOver(List<Bytes> frames) {
    FrameHead head = new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 0);
    return frames.stream().filter(frame -> FrameHead.peek(frame).equals(head)).map(AnnounceFrame::decode)
        .toList();
  }
}
