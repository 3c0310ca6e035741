package org.sheratan.radio.mesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.secure.AnnounceSeal;

/** Rolls that are said again by an outsider, and rolls that a member says in another's name. */
class RollReplayTest {
  private static final long HOUR_MS = 3_600_000;
  /** Longer than whoever has something to say waits for its turn. */
  private static final long SOON_MS = 15_000;
  private static final LinkEndpoint AIR = LinkEndpoint.EVERYONE;

  private Bench us = new Bench(1, 1, Fixtures.RADIO);
  private Bench near = new Bench(1, 2, Fixtures.RADIO);
  private final Bench far = new Bench(1, 4, Fixtures.RADIO);
  private final AnnounceSeal seal = new AnnounceSeal(us.network);

  @BeforeEach
  void know() {
    start();
    after(HOUR_MS / 6);
  }

  private void start() {
    us.rooms.rolls.onLink(us.state);
    near.announceTo(us, AIR);
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    us.rooms.neighbors.best(near.id()).orElseThrow().answered(100, false);
  }

  @Test
  void shouldRefuseARollThatAnOutsiderSaysAgain() {
    Bytes recorded = said(near, 5, 2);
    us.hear(AIR, recorded);
    us.hear(AIR, said(near, 6, Roll.NO_WAY));
    assertEquals(Optional.empty(), wayToFar());
    us.hear(AIR, recorded);
    assertEquals(Optional.empty(), wayToFar());
    assertEquals(1, replayed());
  }

  @Test
  void shouldRefuseAnOldRollAfterARestartOfItsHearer() {
    Bytes recorded = said(near, 5, 2);
    us.hear(AIR, recorded);
    us = us.restarted();
    start();
    us.hear(AIR, recorded);
    assertEquals(Optional.empty(), wayToFar());
    assertEquals(1, replayed());
    us.hear(AIR, said(near, 6, 2));
    assertEquals(Optional.of(near.id()), wayToFar());
  }

  @Test
  void shouldRefuseAnOldRollAfterARestartOfItsSender() {
    Bytes recorded = said(near, 900, 2);
    near = near.restarted();
    near.announceTo(us, AIR);
    us.hear(AIR, recorded);
    assertEquals(Optional.empty(), wayToFar(), "no roll of that number was heard, but the epoch is over");
    assertEquals(1, replayed());
    us.hear(AIR, said(near, 1, 2));
    assertEquals(Optional.of(near.id()), wayToFar());
  }

  @Test
  void shouldRefuseAnOldRollAfterARestartOfBoth() {
    Bytes announced = near.rooms.own.frame(near.turn.nowMs());
    Bytes recorded = said(near, 5, 2);
    near = near.restarted();
    near.announceTo(us, AIR);
    us.hear(AIR, said(near, 1, Roll.NO_WAY));
    us = us.restarted();
    us.rooms.rolls.onLink(us.state);
    us.hear(AIR, announced);
    us.hear(AIR, seal.recalled(far.announce(), near.id()));
    us.hear(AIR, recorded);
    assertEquals(Optional.empty(), wayToFar(), "even where the old announce is said again too");
    assertEquals(1, replayed());
  }

  @Test
  void shouldTakeNoSignOfLifeFromAnOldRoll() {
    Bytes recorded = said(near, 5, 2);
    us.hear(AIR, recorded);
    Contact contact = us.rooms.neighbors.best(near.id()).orElseThrow();
    long heardMs = contact.lastHeardMs();
    while (!contact.unanswered()) {
      assertFalse(contact.gone());
    }
    us.advance(SOON_MS);
    us.hear(AIR, recorded);
    assertTrue(contact.gone());
    assertEquals(heardMs, contact.lastHeardMs());
  }

  @Test
  void shouldHandOverNothingForAnOldRollNorForOneOfNobodyKnown() {
    Bytes recorded = seal.roll(Roll.whole(near.id().hint(), 0, Roll.MOST_HINT, List.of())
        .at(Roll.Place.of(1, 5)));
    us.hear(AIR, recorded);
    assertTrue(announces(after(HOUR_MS / 60)) > 0, "what it lacks");
    us.hear(AIR, recorded);
    Bench stranger = new Bench(1, 9, Fixtures.RADIO);
    us.hear(AIR, seal.roll(Roll.whole(stranger.id().hint(), 0, Roll.MOST_HINT, List.of())
        .at(Roll.Place.of(1, 5))));
    assertEquals(0, announces(after(HOUR_MS / 60)));
  }

  @Test
  void shouldBelieveNoEpochThatWasNotAnnounced() {
    Roll later = Roll.changes(near.id().hint(), List.of(Roll.Entry.of(far.announce(), 2)));
    us.hear(AIR, seal.roll(later.at(Roll.Place.of(2, Roll.Place.LAST_NUMBER))));
    assertEquals(Optional.empty(), wayToFar());
    us.hear(AIR, said(near, 1, 2));
    assertEquals(Optional.of(near.id()), wayToFar(), "the forged one moved nothing");
  }

  /** What a member can do with a neighbor's name: lead astray until the neighbor hears of it, which then speaks up. */
  @Test
  void shouldBeSetRightByANeighborWhoseNameWasForged() {
    near.rooms.rolls.onLink(near.state);
    us.announceTo(near, AIR);
    Bytes forged = said(near, 70_000, 1);
    us.hear(AIR, forged);
    assertEquals(Optional.of(near.id()), wayToFar(), "a member's word");
    near.hear(AIR, forged);
    assertEquals(1, near.turn.tally().counters(0, 0, 0, 0).rollForgeries());
    List<Bytes> answer = rolls(after(near, near.state.announceMs() * MeshLimits.ROLL_AIRTIMES));
    assertFalse(answer.isEmpty(), "it says its own");
    assertTrue(Roll.decode(answer.getFirst()).place().number() > 70_000);
    us.hear(AIR, answer.getFirst());
    assertEquals(Optional.empty(), wayToFar());
  }

  @Test
  void shouldLookForAnotherWayWhenAForgedOneServesNobody() {
    Bench other = new Bench(1, 3, Fixtures.RADIO);
    other.announceTo(us, AIR);
    Contact contact = us.rooms.neighbors.best(near.id()).orElseThrow();
    for (int frame = 0; frame < 100; frame++) {
      contact.answered(100, false);
    }
    us.hear(AIR, said(near, 1, 1));
    us.hear(AIR, said(other, 1, 2));
    assertEquals(Optional.of(near.id()), us.rooms.ways.nextHopForOwn(far.id()));
    for (int message = 0; message < MeshLimits.LOST_BEFORE_DOUBT; message++) {
      us.rooms.ways.routes().unserved().lost(far.id(), near.id(), us.turn.nowMs());
    }
    us.hear(AIR, said(near, 2, 1));
    assertEquals(Optional.of(other.id()), us.rooms.ways.nextHopForOwn(far.id()),
        "said again it is not truer");
  }

  @Test
  void shouldKnowItsOwnRollsSaidAgainFromForgedOnes() {
    after(HOUR_MS);
    List<Bytes> ours = rolls(after(10 * HOUR_MS));
    assertFalse(ours.isEmpty());
    us.hear(AIR, ours.getFirst());
    assertEquals(1, replayed());
    assertEquals(0, us.turn.tally().counters(0, 0, 0, 0).rollForgeries());
  }

  @Test
  void shouldAskForAnotherEpochAtMostOnceAnHourWhenAForgerUsesItUp() {
    Roll forged = Roll.changes(us.id().hint(), List.of());
    us.hear(AIR, seal.roll(forged.at(Roll.Place.of(1, Roll.Place.LAST_NUMBER))));
    assertTrue(us.rooms.rolls.usedUp());
    us.rooms.own.enter(2);
    assertFalse(us.rooms.rolls.usedUp());
    us.hear(AIR, seal.roll(forged.at(Roll.Place.of(2, Roll.Place.LAST_NUMBER))));
    assertFalse(us.rooms.rolls.usedUp());
    assertEquals(List.of(), rolls(after(MeshLimits.EPOCH_FOR_ROLLS_MS - SOON_MS)), "no number is left");
    after(2 * SOON_MS);
    assertTrue(us.rooms.rolls.usedUp());
  }

  private Bytes said(Bench by, int number, int hops) {
    return seal.roll(Roll.changes(by.id().hint(), List.of(Roll.Entry.of(far.announce(), hops)))
        .at(Roll.Place.of(by.rooms.own.epoch(), number)));
  }

  private Optional<NodeId> wayToFar() {
    return us.rooms.ways.nextHop(far.id());
  }

  private long replayed() {
    return us.turn.tally().counters(0, 0, 0, 0).rollsReplayed();
  }

  private List<Bytes> after(long ms) {
    return after(us, ms);
  }

  private static List<Bytes> after(Bench bench, long ms) {
    List<Bytes> left = new ArrayList<>();
    for (long passed = 0; passed < ms; passed += 1_000) {
      bench.advance(1_000);
      left.addAll(bench.sent());
    }
    return left;
  }

  private static List<Bytes> rolls(List<Bytes> frames) {
    return frames.stream().filter(frame -> Roll.is(FrameHead.peek(frame))).toList();
  }

  private static long announces(List<Bytes> frames) {
    return frames.stream().filter(frame -> frame.length() == 120 && frame.at(0) == 0).count();
  }
}
