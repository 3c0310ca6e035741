package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

class RequestKeysTest {
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

  private RequestKeys keys(int most) {
    return new RequestKeys(durable, "plan-key", most);
  }

  private static RequestKey key(String text, int request) {
    return new RequestKey(text, Bytes.hex("%02x".formatted(request).repeat(32)));
  }

  private static RequestKeys.Made made(int number) {
    return new RequestKeys.Made(3, number);
  }

  @Test
  void shouldKnowAKeyOverRestarts() {
    keys(10).add(key("a", 7), made(7), any -> false);
    RequestKeys.Known known = keys(10).find(key("a", 8)).orElseThrow();
    assertEquals(made(7), known.made());
    assertTrue(known.of(key("a", 7)));
    assertFalse(known.of(key("a", 8)));
    assertEquals(Optional.empty(), keys(10).find(key("b", 7)));
  }

  /** As docs/storage-format.md shows it. */
  @Test
  void shouldBeStoredAsDocumented() {
    keys(10).add(key("a", 7), made(7), any -> false);
    assertEquals("plan-key/ac8d8342bbb2362d13f0a559a3621bb407011368895164b628a54f7fc33fc43c",
        disk.firstKey());
    assertEquals("07".repeat(32) + "0307", disk.firstEntry().getValue().toHex());
  }

  @Test
  void shouldDropTheOldestThatMayGo() {
    RequestKeys keys = keys(2);
    keys.add(key("a", 1), made(1), any -> true);
    keys.add(key("b", 2), made(2), any -> true);
    keys.add(key("c", 3), made(3), one -> one.sequence() == 1);
    assertEquals(made(1), keys.find(key("a", 1)).orElseThrow().made(), "it is kept");
    assertEquals(Optional.empty(), keys.find(key("b", 2)));
    keys.forget(made(1));
    keys.forget(made(3));
    keys.forget(made(3));
    assertTrue(disk.isEmpty());
  }

  /** What once had the key took it from its successor. */
  @Test
  void shouldLeaveAKeyToWhatHasItNow() {
    RequestKeys keys = keys(10);
    keys.add(key("a", 1), made(1), any -> false);
    keys.add(key("a", 2), made(2), any -> false);
    keys.forget(made(1));
    assertEquals(made(2), keys.find(key("a", 2)).orElseThrow().made());
  }
}
