package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** Files a crash may leave behind, each by itself. */
class LeftoverTest {
  private Medium before;
  private Medium after;

  @BeforeEach
  void compactOnce() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    StoreConfig config = new StoreConfig(256, 1, 0, 4096);
    Store store = StoreFixture.opened(disk, config).store();
    for (int index = 0; index < 20; index++) {
      store.put("n/" + index, Bytes.utf8("value " + index));
      store.archive("a/" + index, Bytes.utf8("value " + index));
      store.remove("n/" + (index - 5));
      StoreFixture.commit(store);
    }
    before = Medium.of(disk);
    StoreFixture.runChores(store);
    after = Medium.of(disk);
  }

  @Test
  void shouldIgnoreMergedSegmentsThatCameBack() throws IOException {
    List<String> merged = before.files().keySet().stream().filter(name -> !after.files().containsKey(name))
        .toList();
    assertTrue(merged.size() > 3);
    for (int mask = 1; mask < 16; mask++) {
      Medium back = after;
      for (int bit = 0; bit < 4; bit++) {
        if ((mask >> bit & 1) == 1) {
          back = back.with(merged.get(bit), before.files().get(merged.get(bit)));
        }
      }
      assertHoldsAll(back, "mask " + mask);
    }
  }

  @Test
  void shouldIgnoreAnOlderSnapshotThatCameBack() throws IOException {
    String snapshot = after.files().keySet().stream().filter(name -> name.startsWith("snapshot-")).findFirst()
        .orElseThrow();
    StrictDisk disk = assertHoldsAll(
        after.with("snapshot-0000000000000001", after.files().get(snapshot).slice(0, 40)), "older");
    assertFalse(disk.list().contains("snapshot-0000000000000001"));
  }

  @Test
  void shouldDeleteTemporaries() throws IOException {
    StrictDisk disk = assertHoldsAll(after.with("snapshot-00000000000000ff.tmp", Bytes.utf8("half")),
        "temporary");
    assertTrue(disk.list().stream().noneMatch(name -> name.endsWith(".tmp")));
  }

  @Test
  void shouldLeaveForeignFilesAlone() throws IOException {
    StrictDisk disk = assertHoldsAll(
        after.with("identity", Bytes.utf8("mine")).with("journal-old", Bytes.utf8("x")),
        "foreign");
    assertTrue(disk.list().containsAll(List.of("identity", "journal-old")));
  }

  @Test
  void shouldTakeASegmentThatWasOnlyBegunForNothing() throws IOException {
    String last = after.lastSegment();
    long next = 1000;
    Bytes header = new FileHeader(FileHeader.SEGMENT, 1, next, 1, Bytes.copyOf(new byte[8])).encode();
    // Positions up to its name are claimed durable, so one that skips any would be rot; this one follows directly.
    long follows = lastPosition(last) + 1;
    for (int length = 0; length <= FileHeader.LENGTH; length++) {
      Bytes begun = new FileHeader(FileHeader.SEGMENT, 1, follows, 1, Bytes.copyOf(new byte[8])).encode()
          .slice(0, length);
      assertHoldsAll(after.with(FileNames.segment(follows), begun), "length " + length);
    }
    Opening.Opened skipping = StoreFixture.opened(after.with(FileNames.segment(next), header).disk());
    assertEquals(1, skipping.report().rot().size());
  }

  private long lastPosition(String segment) throws IOException {
    StrictDisk disk = after.disk();
    try (Disk.DiskFile file = disk.open(segment)) {
      GroupReader groups = Segment.read(disk, segment, Bytes.copyOf(new byte[8])).groups(file);
      long last = 0;
      for (var part = groups.next(); part.isPresent(); part = groups.next()) {
        last = ((GroupReader.Intact) part.get()).header().position();
      }
      return last;
    }
  }

  private static StrictDisk assertHoldsAll(Medium medium, String where) throws IOException {
    StrictDisk disk = medium.disk();
    Opening.Opened opened = StoreFixture.opened(disk);
    assertEquals(List.of(), opened.report().rot(), where);
    assertEquals(5, opened.store().under("n/").size(), where);
    assertEquals(20, opened.store().scan("a/", "", 100).size(), where);
    StoreFixture.runChores(opened.store());
    assertEquals(20, opened.store().scan("a/", "", 100).size(), where);
    return disk;
  }
}
