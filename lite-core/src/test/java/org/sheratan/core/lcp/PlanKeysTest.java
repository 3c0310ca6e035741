package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.ChainId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

class PlanKeysTest {
  private static final String OWNER = "k7f3q2ab";
  private final SortedMap<String, Bytes> disk = new TreeMap<>();
  private final Durable durable = new Durable() {
    @Override
    public void put(String name, Bytes value) {
      disk.put(name, value);
    }

    @Override
    public void remove(String name) {
      disk.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      SortedMap<String, Bytes> found = new TreeMap<>(disk.tailMap(prefix));
      found.keySet().removeIf(name -> !name.startsWith(prefix));
      return found;
    }
  };

  private PlanKeys keys(int most) {
    return new PlanKeys(durable, OWNER, most);
  }

  private static PlanKeys.Known known(int number) {
    return new PlanKeys.Known(Bytes.hex("%02x".formatted(number).repeat(32)), new ChainId(OWNER, 3, number));
  }

  @Test
  void shouldKnowAKeyOverRestarts() {
    keys(10).add("a", known(7), id -> false);
    assertEquals(Optional.of(known(7)), keys(10).find("a"));
    assertEquals(Optional.empty(), keys(10).find("b"));
  }

  /** As docs/storage-format.md shows it. */
  @Test
  void shouldBeStoredAsDocumented() {
    keys(10).add("a", known(7), id -> false);
    assertEquals("plan-key/ac8d8342bbb2362d13f0a559a3621bb407011368895164b628a54f7fc33fc43c",
        disk.firstKey());
    assertEquals("07".repeat(32) + "0307", disk.firstEntry().getValue().toHex());
  }

  @Test
  void shouldDropTheOldestThatHasEnded() {
    PlanKeys keys = keys(2);
    keys.add("a", known(1), id -> true);
    keys.add("b", known(2), id -> true);
    keys.add("c", known(3), id -> id.sequence() == 1);
    assertEquals(Optional.of(known(1)), keys.find("a"), "it runs");
    assertEquals(Optional.empty(), keys.find("b"));
    keys.forget(known(1).chain());
    keys.forget(known(3).chain());
    keys.forget(known(3).chain());
    assertTrue(disk.isEmpty());
  }
}
