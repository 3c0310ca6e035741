package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class StrictDiskTest {
  private static final int SEEDS = 200;

  @Test
  void shouldKeepWhatWasSynced() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      StrictDisk disk = StoreFixture.disk(seed);
      Disk.DiskFile file = disk.open("a");
      file.append(Bytes.utf8("synced"));
      file.sync();
      disk.syncFolder();
      file.append(Bytes.utf8(" not"));
      String survived = content(disk.crash(), "a");
      assertTrue(survived.startsWith("synced") && survived.length() <= 10, survived);
    }
  }

  @Test
  void shouldLoseTearAndGarbleWhatWasNot() throws IOException {
    Bytes sectors = Bytes.copyOf(new byte[2048]).concat(Bytes.utf8("x".repeat(2048)));
    TreeSet<Integer> lengths = new TreeSet<>();
    int damaged = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      StrictDisk disk = StoreFixture.disk(seed);
      disk.syncFolder();
      disk.overwrite("a", Bytes.EMPTY);
      disk.open("a").append(sectors);
      String survived = content(disk.crash(), "a");
      lengths.add(survived.length());
      damaged += survived.equals(sectors.slice(0, Math.min(survived.length(), 4096)).toUtf8()) ? 0 : 1;
    }
    assertTrue(lengths.size() > 50 && lengths.contains(0), "lengths " + lengths);
    assertTrue(damaged > 20, "damaged " + damaged);
  }

  @Test
  void shouldUndoFolderChangesEachOnItsOwnUntilTheFolderIsSynced() throws IOException {
    TreeSet<String> outcomes = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      StrictDisk disk = StoreFixture.disk(seed);
      disk.overwrite("old", Bytes.utf8("old"));
      disk.overwrite("doomed", Bytes.utf8("doomed"));
      Disk.DiskFile file = disk.open("new");
      file.append(Bytes.utf8("new"));
      file.sync();
      disk.rename("new", "old");
      disk.delete("doomed");
      StrictDisk after = disk.crash();
      outcomes.add(after.list() + " " + content(after, "old"));
    }
    assertEquals(new TreeSet<>(List.of("[doomed, new, old] old", "[doomed, old] new", "[doomed, old] old",
        "[new, old] old", "[old] new", "[old] old")), outcomes);
  }

  @Test
  void shouldKeepFolderChangesAfterASync() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      StrictDisk disk = StoreFixture.disk(seed);
      disk.overwrite("a", Bytes.utf8("1"));
      disk.rename("a", "b");
      disk.syncFolder();
      assertEquals(List.of("b"), disk.crash().list());
    }
  }

  @Test
  void shouldDropDirtyBytesForGoodAfterAFailedSync() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    disk.overwrite("a", Bytes.utf8("old "));
    Disk.DiskFile file = disk.open("a");
    file.append(Bytes.utf8("lost"));
    disk.faults().failSyncAfter(1);
    assertThrows(IOException.class, file::sync);
    assertEquals("old lost", content(disk, "a"), "still in the page cache");
    file.append(Bytes.utf8(" kept"));
    file.sync();
    assertEquals("old \0\0\0\0 kept", content(disk.crash(), "a"), "the second sync succeeded and lied");
  }

  @Test
  void shouldFailOnceAtTheChosenOperation() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    disk.faults().failAfter(2);
    disk.list();
    assertThrows(IOException.class, disk::list);
    disk.list();
  }

  @Test
  void shouldRefuseEverythingAfterPowerLoss() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    Disk.DiskFile file = disk.open("a");
    disk.faults().powerOffAfter(1);
    assertThrows(IOException.class, () -> file.append(Bytes.utf8("x")));
    assertThrows(IOException.class, disk::list);
    disk.crash().list();
  }

  @Test
  void shouldFillUpAndTakeTheBytesThatFit() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    disk.faults().capacityBytes(10);
    Disk.DiskFile file = disk.open("a");
    file.append(Bytes.utf8("1234567"));
    assertEquals(3, disk.freeBytes());
    assertThrows(IOException.class, () -> file.append(Bytes.utf8("89abc")));
    assertEquals("123456789a", content(disk, "a"));
    disk.delete("a");
    assertEquals(10, disk.freeBytes());
  }

  @Test
  void shouldFlipBits() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    disk.overwrite("a", Bytes.utf8("abc"));
    disk.flip("a", 1, 0);
    assertEquals("acc", content(disk, "a"));
    assertEquals("acc", content(disk.crash(), "a"));
    StrictDisk other = disk.kill();
    other.flipAny();
    assertNotEquals("acc", content(other, "a"));
  }

  @Test
  void shouldRepeatItselfFromTheSameSeed() throws IOException {
    assertEquals(survivors(5), survivors(5));
    assertNotEquals(survivors(5), survivors(6));
  }

  private static TreeMap<String, Bytes> survivors(long seed) throws IOException {
    StrictDisk disk = StoreFixture.disk(seed);
    for (int file = 0; file < 20; file++) {
      disk.open("f" + file).append(Bytes.utf8("x".repeat(2000)));
    }
    return Medium.of(disk.crash()).files();
  }

  private static String content(StrictDisk disk, String name) throws IOException {
    Disk.DiskFile file = disk.open(name);
    return file.read(0, (int) file.length()).toUtf8();
  }
}
