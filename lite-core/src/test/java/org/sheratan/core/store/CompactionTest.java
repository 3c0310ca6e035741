package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class CompactionTest {
  private static final StoreConfig EAGER = new StoreConfig(4096, 1, 0, 1 << 18);

  private final StrictDisk disk = StoreFixture.disk(1);

  @Test
  void shouldMergeStepByStepBesideCommits() throws IOException {
    Store store = StoreFixture.opened(disk, EAGER).store();
    fill(store, 200, "x".repeat(2000));
    Chore compaction = store.chore().orElseThrow();
    assertEquals("compaction", compaction.name());
    int steps = 0;
    while (!compaction.step()) {
      StoreFixture.commit(store, "beside", "" + steps);
      assertEquals(200, store.scan("a/", "", 1000).size());
      steps++;
    }
    store.choreEnded(compaction, true);
    assertTrue(steps > 10, "steps " + steps);
    Store again = StoreFixture.opened(disk.crash(), EAGER).store();
    assertEquals("" + (steps - 1), again.get("beside").orElseThrow().toUtf8());
    assertEquals(200, again.scan("a/", "", 1000).size());
    assertEquals(200, again.under("n/").size());
  }

  @Test
  void shouldLeaveNothingOfRemovedRecords() throws IOException {
    Store store = StoreFixture.opened(disk, EAGER).store();
    fill(store, 50, "secret".repeat(100));
    for (int index = 0; index < 50; index++) {
      store.remove(name("n/", index));
      store.forget(name("a/", index));
    }
    StoreFixture.commit(store);
    fillOther(store);
    StoreFixture.runChores(store);
    for (Bytes content : Medium.of(disk).files().values()) {
      assertFalse(content.toUtf8().contains("secret"));
    }
    assertEquals(1, StoreFixture.opened(disk.crash(), EAGER).store().under("").size());
  }

  @Test
  void shouldStartOverAfterBeingDropped() throws IOException {
    Store store = StoreFixture.opened(disk, EAGER).store();
    fill(store, 200, "x".repeat(500));
    Chore dropped = store.chore().orElseThrow();
    while (disk.list().stream().noneMatch(name -> name.endsWith(".tmp"))) {
      assertFalse(dropped.step());
    }
    assertFalse(dropped.step());
    store.close();
    Store again = StoreFixture.opened(disk, EAGER).store();
    assertTrue(disk.list().stream().noneMatch(name -> name.endsWith(".tmp")), "no half snapshot is kept");
    StoreFixture.runChores(again);
    assertEquals(200, again.under("n/").size());
    assertEquals(200, again.scan("a/", "", 1000).size());
  }

  @Test
  void shouldSortABoundedNumberOfNamesAtOnce() throws IOException {
    StoreConfig large = new StoreConfig(1 << 16, 1, 0, 1 << 20);
    Store store = StoreFixture.opened(disk, large).store();
    int records = Limits.COMPACTION_NAMES + 30_000;
    for (int index = 0; index < records; index++) {
      store.archive(name("a/", index), Bytes.utf8("" + index));
      if (index % 2000 == 0) {
        StoreFixture.commit(store);
      }
    }
    StoreFixture.commit(store);
    int before = segments();
    Chore first = store.chore().orElseThrow();
    first.run();
    store.choreEnded(first, true);
    assertTrue(segments() > 1 && segments() < before, "some are left for the next: " + segments());
    StoreFixture.runChores(store);
    assertEquals(records, store.scan("a/", "", records + 1).size());
    Store again = StoreFixture.opened(disk.crash(), large).store();
    assertEquals(Bytes.utf8("" + (records - 1)), again.proven(name("a/", records - 1)).orElseThrow());
    assertEquals(Bytes.utf8("0"), again.proven(name("a/", 0)).orElseThrow());
    assertTrue(again.proven("a/" + records).isEmpty());
    assertTrue(again.proven("b").isEmpty());
  }

  @Test
  void shouldKeepTheEpochWhenAllSegmentsOfItAreMerged() throws IOException {
    int epoch = 0;
    StrictDisk current = disk;
    for (int run = 0; run < 5; run++) {
      Store store = StoreFixture.opened(current, EAGER).store();
      assertEquals(epoch + 1, store.epoch());
      epoch = store.epoch();
      fill(store, 10, "x".repeat(500));
      StoreFixture.runChores(store);
      current = current.crash();
    }
  }

  @Test
  void shouldOfferCompactionForManyShortSegments() throws IOException {
    StrictDisk current = disk;
    for (int run = 0; run < Limits.COMPACTION_SEGMENTS; run++) {
      Store store = StoreFixture.opened(current).store();
      assertTrue(store.chore().isEmpty(), "run " + run);
      store.close();
    }
    Store store = StoreFixture.opened(current).store();
    StoreFixture.runChores(store);
    assertTrue(current.list().size() < 5, () -> "one snapshot, one segment");
    assertEquals(Limits.COMPACTION_SEGMENTS + 1, store.epoch());
  }

  @Test
  void shouldWaitUntilTheJournalIsHalfTheSnapshot() throws IOException {
    Store store = StoreFixture.opened(disk, EAGER).store();
    fill(store, 200, "x".repeat(1000));
    StoreFixture.runChores(store);
    for (int index = 0; index < 10; index++) {
      StoreFixture.commit(store, "n", index + "x".repeat(1000));
    }
    assertTrue(store.chore().isEmpty(), "10 KiB beside 400 KiB");
    fill(store, 110, "y".repeat(1000));
    assertTrue(store.chore().isPresent());
  }

  private int segments() throws IOException {
    List<String> files = disk.list();
    return (int) files.stream().filter(name -> name.startsWith("journal-")).count();
  }

  private static void fill(Store store, int records, String value) throws IOException {
    for (int index = 0; index < records; index++) {
      store.put(name("n/", index), Bytes.utf8(value));
      store.archive(name("a/", index), Bytes.utf8(value));
      StoreFixture.commit(store);
    }
  }

  /** Enough to close the segment before it. */
  private static void fillOther(Store store) throws IOException {
    for (int index = 0; index < 10; index++) {
      StoreFixture.commit(store, "other", index + "x".repeat(1000));
    }
  }

  private static String name(String prefix, int index) {
    return prefix + String.format("%06d", index);
  }
}
