package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** An archive of 8 MB in a snapshot, and an index in doubt. */
class SnapshotCursorTest {
  private static final int RECORDS = 8_000;
  private static final String VALUE = "v".repeat(1_000);

  private final StrictDisk disk = StoreFixture.disk(1);
  private Store store;
  private String snapshot;

  @BeforeEach
  void archive() throws IOException {
    Store filling = StoreFixture.opened(disk, StoreFixture.SMALL).store();
    for (int record = 0; record < RECORDS; record++) {
      filling.put("beside" + record, Bytes.utf8("named"));
      filling.archive(name(record), Bytes.utf8(VALUE));
      if (record % 100 == 99) {
        StoreFixture.commit(filling);
      }
    }
    filling.archive("a first", Bytes.utf8("1"));
    filling.archive("z last", Bytes.utf8("1"));
    StoreFixture.commit(filling);
    StoreFixture.runChores(filling);
    filling.close();
    snapshot = disk.list().stream().filter(name -> FileNames.snapshotThrough(name).isPresent()).findFirst()
        .orElseThrow();
    store = reopened(disk);
  }

  @Test
  void shouldReadAFewBlocksOfALongSnapshot() throws IOException {
    store.archived(name(0));
    long before = disk.faults().operations();
    for (int page = 0; page < 10; page++) {
      List<Map.Entry<String, Bytes>> found = store.scanBack("job/", name(400 * page + 50), 50);
      assertEquals(name(400 * page + 49), found.getFirst().getKey());
      assertEquals(50, found.size());
      assertEquals(name(400 * page + 1), store.scan("job/", name(400 * page), 1).getFirst().getKey());
    }
    long operations = disk.faults().operations() - before;
    assertTrue(operations < 20 * 60, operations + " operations for 20 scans; all of it are 128 windows");
  }

  @Test
  void shouldFindEachRecordAndNoneThatIsNotThere() throws IOException {
    for (int record = 0; record < RECORDS; record += 7) {
      assertEquals(VALUE, store.archived(name(record)).orElseThrow().toUtf8());
      assertEquals(Optional.empty(), store.archived(name(record) + "x"));
    }
    assertEquals(List.of("a first"), names(store.scanBack("a", "", 9)));
    assertEquals(List.of("z last"), names(store.scan("z", "", 9)));
    assertEquals(List.of(), store.scanBack("b", "", 9));
    assertEquals(List.of(), store.scanBack("beside", "", 9), "named records are no archived ones");
    assertEquals(RECORDS, store.scan("job/", "", RECORDS + 9).size());
    assertEquals(names(store.scan("", "", RECORDS + 9)),
        names(store.scanBack("", "", RECORDS + 9)).reversed());
  }

  @Test
  void shouldTellWhatIsReadableAroundDamageAndReportIt() throws IOException {
    long bytes = size(snapshot);
    disk.flip(snapshot, bytes / 2, 3);
    disk.flip(snapshot, bytes / 2 + 100_000, 3);
    Store damaged = reopened(disk.kill());
    List<String> back = names(damaged.scanBack("job/", "", RECORDS + 9));
    assertTrue(back.size() < RECORDS && back.size() > RECORDS - 200, "" + back.size());
    assertEquals(2, damaged.rot().size(), damaged.rot().toString());
    assertEquals(names(damaged.scan("job/", "", RECORDS + 9)), back.reversed());
    assertEquals(2, damaged.rot().size(), damaged.rot().toString());
    for (int record = 0; record < RECORDS; record += 13) {
      assertEquals(back.contains(name(record)), damaged.archived(name(record)).isPresent());
    }
    StoreFixture.runChores(damaged);
    assertFalse(damaged.indexInDoubt());
    assertEquals(back, names(damaged.scanBack("job/", "", RECORDS + 9)));
    assertEquals(2, damaged.rot().size(), damaged.rot().toString());
  }

  private long size(String file) throws IOException {
    try (Disk.DiskFile opened = disk.open(file)) {
      return opened.length();
    }
  }

  private static Store reopened(Disk disk) {
    Store store = StoreFixture.opened(disk, StoreFixture.SMALL).store();
    assertTrue(store.indexInDoubt());
    return store;
  }

  private static String name(int record) {
    return "job/%06d".formatted(record);
  }

  private static List<String> names(List<Map.Entry<String, Bytes>> entries) {
    return new ArrayList<>(entries.stream().map(Map.Entry::getKey).toList());
  }
}
