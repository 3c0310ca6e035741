package org.sheratan.radio.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Roll;

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
    assertCovered(book.rolls());
    assertEquals(200, entries(book.rolls()));
  }

  @Test
  void shouldKeepThoseThatShareAHintTogether() {
    for (int number = 0; number < Roll.MOST + 2; number++) {
      meet(number < Roll.MOST - 1 ? number : 0x8000, number);
    }
    List<Roll> rolls = book.rolls();
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
      assertCovered(book.rolls());
      book.rolls().forEach(roll -> assertTrue(roll.encode().length() > 0));
    }
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
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) (hint >> Byte.SIZE);
    key[1] = (byte) hint;
    key[2] = (byte) (number >> Byte.SIZE);
    key[3] = (byte) number;
    NodeId id = new NodeId(Bytes.copyOf(key));
    assertEquals(hint, id.hint());
    us.rooms.peers.meet(new AnnounceFrame(0, Limits.MAX_HOPS, hint,
        new Announce(id, 1, 1, new CapabilityFilter(0), 0, Announce.NO_CARD),
        Bytes.hex("22".repeat(Limits.SIGNATURE_BYTES)), Bytes.EMPTY)).orElseThrow();
  }
}
