package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** A disk that others have filled to the last byte. */
class SpareTest {
  private static final SecureRandomness RANDOM = StoreFixture.SALT;
  private static final StoreConfig CONFIG = StoreConfig.DEFAULT.withReserveBytes(1 << 20);

  private final MemoryMark mark = new MemoryMark();

  @Test
  void shouldStartOnAFullDiskAndRefuseNewWork() throws IOException {
    StrictDisk disk = filled(StoreFixture.disk(1));
    StrictDisk after = disk.kill();
    assertInstanceOf(Opening.Failed.class, Store.open(after, new MemoryIndex(), CONFIG, RANDOM, mark));
    Store store = open(after);
    assertEquals("1", store.get("kept").orElseThrow().toUtf8());
    assertInstanceOf(StoreHealth.NearlyFull.class, store.health());
    StoreFixture.commit(store, "what must be", "written");
    store.close();
    StrictDisk later = after.crash();
    later.faults().capacityBytes(Long.MAX_VALUE);
    Store again = open(later);
    assertInstanceOf(StoreHealth.Accepting.class, again.health());
    assertEquals("written", again.get("what must be").orElseThrow().toUtf8());
    assertEquals(Spare.BYTES, new Spare(later, RANDOM).refill(0));
  }

  @Test
  void shouldStartAgainAndAgainAlthoughSomebodyTakesWhatIsGivenUp() throws IOException {
    StrictDisk disk = filled(StoreFixture.disk(2));
    int starts = Spare.BYTES / Spare.PIECE_BYTES - 1;
    for (int start = 0; start < starts; start++) {
      disk = disk.kill();
      assertEquals("1", open(disk).get("kept").orElseThrow().toUtf8());
      take(disk);
    }
  }

  @Test
  void neverLosesWhatWasCommittedWhenTheLastPieceIsGone() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      System.out.println("seed " + seed);
      StrictDisk disk = filled(StoreFixture.disk(seed));
      Store store = open(disk);
      int committed = 0;
      try {
        for (; committed < 10_000; committed++) {
          StoreFixture.commit(store, "n" + committed, "x".repeat(9_000));
        }
      } catch (IOException full) {
        assertInstanceOf(StoreHealth.Failed.class, store.health());
      }
      assertTrue(committed > 50 && committed < 10_000);
      StrictDisk after = disk.crash();
      after.faults().capacityBytes(Long.MAX_VALUE);
      Store again = open(after);
      for (int turn = 0; turn < committed; turn++) {
        assertTrue(again.get("n" + turn).isPresent(), "n" + turn + " of " + committed);
      }
    }
  }

  @Test
  void shouldTakeBackWhatAFailedWriteLeft() throws IOException {
    StrictDisk disk = filled(StoreFixture.disk(3));
    disk.faults().capacityBytes(disk.faults().capacityBytes() + 10);
    Disk spared = new Spare(disk, RANDOM).over();
    try (Disk.DiskFile file = spared.open(FileNames.segment(1000))) {
      file.append(Bytes.utf8("longer than ten bytes"));
      assertEquals("longer than ten bytes", file.read(0, (int) file.length()).toUtf8());
    }
  }

  @Test
  void shouldGiveNothingUpForOtherFailuresNorForSnapshots() throws IOException {
    StrictDisk disk = StoreFixture.disk(4);
    Spare spare = new Spare(disk, RANDOM);
    assertEquals(Spare.BYTES, spare.refill(0));
    AtomicInteger tries = new AtomicInteger();
    assertThrows(IOException.class, () -> spare.withRoom(() -> {
      tries.incrementAndGet();
      throw new IOException("Input/output error");
    }));
    assertEquals(1, tries.get());
    take(disk);
    try (Disk.DiskFile file = spare.over().open(FileNames.snapshot(7) + FileNames.TEMPORARY)) {
      assertThrows(IOException.class, () -> file.append(Bytes.utf8("snapshot")));
    }
    assertEquals(Spare.BYTES, spare.bytes());
  }

  @Test
  void shouldBeMadeOnlyWhereThereIsRoomEnough() throws IOException {
    StrictDisk disk = StoreFixture.disk(5);
    disk.faults().capacityBytes(Spare.BYTES + 99);
    Spare spare = new Spare(disk, RANDOM);
    assertEquals(0, spare.refill(100));
    assertEquals(Spare.BYTES, spare.refill(99));
    assertTrue(spare.over().list().isEmpty(), "no part of the store");
  }

  @Test
  void shouldLeaveNoHalfSnapshotOnAFullDisk() throws IOException {
    StrictDisk disk = StoreFixture.disk(6);
    Store store = StoreFixture.opened(disk, StoreFixture.SMALL).store();
    for (int turn = 0; turn < 20; turn++) {
      StoreFixture.commit(store, "n" + turn, "x".repeat(100));
    }
    take(disk);
    Chore compaction = store.chore().orElseThrow();
    assertThrows(IOException.class, compaction::run);
    assertTrue(disk.list().stream().noneMatch(name -> name.endsWith(FileNames.TEMPORARY)),
        disk.list().toString());
  }

  @Test
  void shouldOfferAFailedChoreAgainAsSoonAsThereIsRoom() throws IOException {
    StrictDisk disk = StoreFixture.disk(7);
    Store store = StoreFixture.opened(disk, StoreFixture.SMALL.withReserveBytes(1)).store();
    for (int turn = 0; turn < 20; turn++) {
      StoreFixture.commit(store, "n" + turn, "x".repeat(100));
    }
    take(disk);
    Chore compaction = store.chore().orElseThrow();
    assertThrows(IOException.class, compaction::run);
    store.choreEnded(compaction, false);
    assertInstanceOf(StoreHealth.NearlyFull.class, store.health());
    assertTrue(store.chore().isEmpty());
    disk.faults().capacityBytes(Long.MAX_VALUE);
    assertInstanceOf(StoreHealth.Accepting.class, store.health());
    StoreFixture.runChores(store);
    assertEquals(20, store.under("n").size());
  }

  /** With a store on it that has a spare, and not one byte left. */
  private StrictDisk filled(StrictDisk disk) throws IOException {
    Store store = open(disk);
    StoreFixture.commit(store, "kept", "1");
    new Spare(disk, RANDOM).refill(0);
    take(disk);
    return disk;
  }

  /** Another program takes all there is. */
  private static void take(StrictDisk disk) throws IOException {
    long free = disk.freeBytes();
    disk.faults().capacityBytes(disk.faults().capacityBytes() - free);
  }

  private Store open(StrictDisk disk) {
    Spare spare = new Spare(disk, RANDOM);
    return StoreFixture.opened(Store.open(spare.over(), new MemoryIndex(), CONFIG, RANDOM, spare.over(mark)))
        .store();
  }
}
