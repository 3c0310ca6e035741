package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

/** Scans in both directions agree with a sorted map, whatever is on disk, in the index, or on its way. */
class ArchiveScanTest {
  private final SeededEntropy entropy = new SeededEntropy(11);
  private final TreeMap<String, Bytes> model = new TreeMap<>();

  @Test
  void shouldScanLikeASortedMapInEveryState() throws IOException {
    StrictDisk disk = StoreFixture.disk(11);
    for (int run = 0; run < 12; run++) {
      Store store = StoreFixture.opened(disk, StoreFixture.SMALL).store();
      // In odd runs the index stays in doubt: everything is read from the files.
      for (int turn = 0; turn < 40; turn++) {
        change(store);
        if (turn % 3 == 0) {
          Commit commit = store.seal().orElseThrow();
          assertScans(store);
          commit.run();
          store.committed(commit);
        }
        if (run % 2 == 0) {
          StoreFixture.runChores(store);
        }
        assertScans(store);
      }
      store.seal();
      store.close();
      disk = disk.crash();
    }
  }

  private void change(Store store) {
    for (int change = 0; change < 3; change++) {
      String name = entropy.nextInt(3) + "/" + entropy.nextInt(30);
      if (entropy.chance(0.3)) {
        store.forget(name);
        model.remove(name);
      } else {
        Bytes value = Bytes.utf8("v" + entropy.nextInt(1000));
        store.archive(name, value);
        model.put(name, value);
      }
    }
  }

  private void assertScans(Store store) throws IOException {
    String prefix = List.of("", "1/", "2/2", "9").get(entropy.nextInt(4));
    String bound = entropy.chance(0.3) ? "" : entropy.nextInt(3) + "/" + entropy.nextInt(30);
    int limit = 1 + entropy.nextInt(8);
    assertEquals(expected(model, prefix, bound, false, limit), store.scan(prefix, bound, limit));
    assertEquals(expected(model.descendingMap(), prefix, bound, true, limit),
        store.scanBack(prefix, bound, limit));
    String name = entropy.nextInt(3) + "/" + entropy.nextInt(30);
    assertEquals(Optional.ofNullable(model.get(name)), store.archived(name));
    assertEquals(Optional.ofNullable(model.get(name)), store.proven(name));
  }

  private static List<Map.Entry<String, Bytes>> expected(Map<String, Bytes> records, String prefix,
      String bound,
      boolean back, int limit) {
    return records.entrySet().stream().filter(entry -> entry.getKey().startsWith(prefix))
        .filter(entry -> bound.isEmpty()
            || (back ? entry.getKey().compareTo(bound) < 0 : entry.getKey().compareTo(bound) > 0))
        .limit(limit).map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList();
  }
}
