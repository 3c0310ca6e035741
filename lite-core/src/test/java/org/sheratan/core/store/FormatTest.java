package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** Format versions and migrations. */
class FormatTest {
  private static final int NOW = Format.CURRENT;

  private final StrictDisk disk = StoreFixture.disk(1);

  /** Adds a record to every store it lifts: easy to see, and repeatable. */
  private record Renaming(int fromVersion, List<Integer> runs) implements Migration {
    @Override
    public void run(Disk disk) throws IOException {
      runs.add(fromVersion);
      WholeFile.write(disk, "migrated-" + fromVersion, Bytes.utf8("yes"));
    }
  }

  @Test
  void shouldRefuseANewerVersionAndTouchNothing() throws IOException {
    new Format(9, Bytes.hex("0001020304050607")).write(disk);
    disk.overwrite("left.tmp", Bytes.utf8("x"));
    Medium before = Medium.of(disk);
    Opening.TooNew tooNew = assertInstanceOf(Opening.TooNew.class, open(1, List.of()));
    assertEquals(new Opening.TooNew(9, 1), tooNew);
    assertEquals(before, Medium.of(disk));
  }

  @Test
  void shouldRefuseAnOldVersionWithoutMigrationAndTouchNothing() throws IOException {
    StoreFixture.opened(disk).store().close();
    Medium before = Medium.of(disk);
    List<Integer> runs = new ArrayList<>();
    assertEquals(new Opening.NoMigration(NOW, NOW + 2), open(NOW + 2, List.of(new Renaming(NOW, runs))));
    assertEquals(List.of(), runs);
    assertEquals(before, Medium.of(disk));
  }

  @Test
  void shouldMigrateVersionByVersionOnce() throws IOException {
    StoreFixture.opened(disk).store().close();
    List<Integer> runs = new ArrayList<>();
    List<Migration> migrations = List.of(new Renaming(NOW + 1, runs), new Renaming(NOW, runs));
    StoreFixture.opened(open(NOW + 2, migrations));
    StoreFixture.opened(open(NOW + 2, migrations));
    assertEquals(List.of(NOW, NOW + 1), runs);
    assertInstanceOf(Opening.TooNew.class, open(1, List.of()));
  }

  @Test
  void shouldRepeatAMigrationThatWasCutOff() throws IOException {
    StoreFixture.commit(StoreFixture.opened(disk).store(), "a", "1");
    Medium before = Medium.of(disk.kill());
    for (long nth = 1; nth < 40; nth++) {
      StrictDisk attempt = before.disk();
      attempt.faults().powerOffAfter(nth);
      List<Integer> runs = new ArrayList<>();
      new StoreOpener(attempt, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, new MemoryMark(),
          NOW + 1, List.of(new Renaming(NOW, runs))).open();
      StrictDisk after = attempt.crash();
      Store store = StoreFixture.opened(new StoreOpener(after, new MemoryIndex(), StoreConfig.DEFAULT,
          StoreFixture.SALT, new MemoryMark(), NOW + 1, List.of(new Renaming(NOW, runs))).open()).store();
      assertTrue(after.list().contains("migrated-" + NOW), "power off at " + nth);
      assertEquals(Bytes.utf8("1"), store.get("a").orElseThrow());
    }
  }

  @Test
  void shouldReadTheVersionFromASegmentWhenTheFormatFileIsGone() throws IOException {
    FileHeader header = new FileHeader(FileHeader.SEGMENT, 7, 1, 1, Bytes.hex("0001020304050607"));
    disk.overwrite(FileNames.segment(1), header.encode());
    assertEquals(new Opening.TooNew(7, 1), open(1, List.of()));
  }

  private Opening open(int supported, List<Migration> migrations) {
    return new StoreOpener(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, new MemoryMark(),
        supported,
        migrations)
        .open();
  }
}
