package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;

/** How what is known is parted into rolls, whoever chose the keys. */
class RollBookTest {
  private final Bench us = new Bench(1, 1, Fixtures.RADIO);
  private final RollBook book = new RollBook(us.rooms.own, us.rooms.peers, us.rooms.neighbors,
      us.rooms.ways.routes());

  @Test
  void shouldCoverEveryHintOnce() {
    for (int number = 0; number < 200; number++) {
      meet(number * 300, number);
    }
    assertCovered(book.rolls(Roll.MOST));
    assertEquals(200, entries(book.rolls(Roll.MOST)));
  }

  /** Rolls of 250 bytes never left a radio whose frames may have 166 by law. */
  @Test
  void shouldFitTheFramesOfTheLink() {
    for (int number = 0; number < 200; number++) {
      meet(number * 300, number);
    }
    List<Roll> rolls = book.rolls(Roll.most(166));
    assertCovered(rolls);
    assertEquals(200, entries(rolls));
    rolls.forEach(roll -> assertTrue(roll.encodedBytes() <= 166, "bytes: " + roll.encodedBytes()));
  }

  @Test
  void shouldKeepThoseThatShareAHintTogether() {
    for (int number = 0; number < Roll.MOST + 2; number++) {
      meet(number < Roll.MOST - 1 ? number : 0x8000, number);
    }
    List<Roll> rolls = book.rolls(Roll.MOST);
    assertCovered(rolls);
    assertEquals(Roll.MOST + 2, entries(rolls));
    assertEquals(1, rolls.stream().filter(roll -> roll.covers(0x8000)).count());
  }

  @Test
  void shouldOutliveMoreOfOneHintThanARollHolds() {
    for (int hint : List.of(0, 0x4000, Roll.MOST_HINT)) {
      for (int number = 0; number < Roll.MOST + 21; number++) {
        meet(hint, hint + number);
      }
      assertCovered(book.rolls(Roll.MOST));
      book.rolls(Roll.MOST).forEach(roll -> assertTrue(roll.encode().length() > 0));
    }
  }

  @Test
  void shouldReadOfAWayFromAnotherAnnounceOfItsNode() {
    meet(0x1234, 1);
    AnnounceFrame later = Fixtures.announce(0x1234, 1, "25");
    RollBook.Reading reading = book.read(Roll.whole(9, 0, Roll.MOST_HINT, List.of(Roll.Entry.of(later, 3))));
    assertEquals(Map.of(later.announce().key(), 3), reading.told());
    assertTrue(reading.behind());
    assertTrue(reading.lacking().stream().anyMatch(each -> each.id().equals(later.announce().key())));
  }

  @Test
  void shouldReadOfNoWayWhereSeveralShareAHintAndNoneIsNamed() {
    meet(0x1234, 1);
    meet(0x1234, 2);
    AnnounceFrame later = Fixtures.announce(0x1234, 3, "25");
    assertEquals(Map.of(), book.read(Roll.changes(9, List.of(Roll.Entry.of(later, 3)))).told());
    AnnounceFrame named = Fixtures.announce(0x4321, 1, "22");
    meet(0x4321, 1);
    List<Roll.Entry> both = List.of(Roll.Entry.of(named, 2),
        Roll.Entry.of(Fixtures.announce(0x4321, 9, "25"), 5));
    assertEquals(2, book.read(Roll.changes(9, both)).told().get(named.announce().key()),
        "the one that is named");
    assertEquals(2, book.read(Roll.changes(9, both.reversed())).told().get(named.announce().key()));
  }

  private static void assertCovered(List<Roll> rolls) {
    int next = 0;
    for (Roll roll : rolls) {
      assertEquals(next, roll.firstHint());
      assertTrue(roll.lastHint() >= roll.firstHint());
      roll.entries().forEach(entry -> assertTrue(roll.covers(entry.hint())));
      next = roll.lastHint() + 1;
    }
    assertEquals(Roll.MOST_HINT + 1, next);
  }

  private static int entries(List<Roll> rolls) {
    return rolls.stream().mapToInt(roll -> roll.entries().size()).sum();
  }

  private void meet(int hint, int number) {
    us.rooms.peers.meet(Fixtures.announce(hint, number, "22")).orElseThrow();
  }
}
