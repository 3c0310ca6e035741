package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** What the store does once the disk has failed it. */
class StoreFailureTest {
  private final StrictDisk disk = StoreFixture.disk(1);

  @Test
  void shouldWriteNothingMoreAfterAFailedSync() throws IOException {
    Store store = StoreFixture.opened(disk).store();
    StoreFixture.commit(store, "kept", "1");
    assertInstanceOf(StoreHealth.Accepting.class, store.health());
    disk.faults().failSyncAfter(1);
    store.put("lost", Bytes.utf8("1"));
    Commit failing = store.seal().orElseThrow();
    assertThrows(IOException.class, failing::run);
    assertInstanceOf(StoreHealth.Failed.class, store.health());
    Medium after = Medium.of(disk);
    store.put("more", Bytes.utf8("1"));
    Commit next = store.seal().orElseThrow();
    IOException refused = assertThrows(IOException.class, next::run);
    assertTrue(refused.getMessage().contains("Input/output error"), refused.getMessage());
    assertEquals(Optional.empty(), store.chore());
    store.close();
    assertEquals(after, Medium.of(disk));
    Store again = StoreFixture.opened(disk.crash()).store();
    assertEquals("1", again.get("kept").orElseThrow().toUtf8());
    assertTrue(again.get("more").isEmpty());
    StoreFixture.commit(again, "works", "1");
  }

  @Test
  void shouldWarnBeforeTheDiskIsFull() throws IOException {
    StoreConfig config = StoreConfig.DEFAULT.withReserveBytes(1000);
    Store store = StoreFixture.opened(disk, config).store();
    disk.faults().capacityBytes(2000);
    assertInstanceOf(StoreHealth.Accepting.class, store.health());
    StoreFixture.commit(store, "big", "x".repeat(1200));
    StoreHealth.NearlyFull full = assertInstanceOf(StoreHealth.NearlyFull.class, store.health());
    assertTrue(full.freeBytes() < 1000 && store.scarce());
    StoreFixture.commit(store, "still works", "1");
    disk.faults().capacityBytes(10_000);
    assertInstanceOf(StoreHealth.Accepting.class, store.health());
    assertFalse(store.scarce());
  }

  @Test
  void shouldGoOnAfterAFailedCompactionAndOfferItAgainLater() throws IOException {
    Store store = StoreFixture.opened(disk, StoreFixture.SMALL).store();
    for (int turn = 0; store.chore().isEmpty(); turn++) {
      StoreFixture.commit(store, "a", turn + "x".repeat(100));
    }
    // Asked for once, not yet given back: no second one meanwhile.
    assertTrue(store.chore().isEmpty());
    Store other = StoreFixture.opened(disk.kill(), StoreFixture.SMALL).store();
    Chore chore = other.chore().orElseThrow();
    other.choreEnded(chore, false);
    assertTrue(other.chore().isEmpty(), "not at once");
    for (int turn = 0; turn < 256; turn++) {
      StoreFixture.commit(other, "a", "" + turn);
    }
    Chore again = other.chore().orElseThrow();
    again.run();
    other.choreEnded(again, true);
    assertEquals("255", other.get("a").orElseThrow().toUtf8());
  }

  @Test
  void shouldRebuildAnIndexThatBreaks() throws IOException {
    BrittleIndex index = new BrittleIndex();
    Store store = StoreFixture
        .opened(Store.open(disk, index, StoreConfig.DEFAULT, StoreFixture.SALT, new MemoryMark()))
        .store();
    store.archive("a", Bytes.utf8("1"));
    StoreFixture.commit(store);
    index.broken = true;
    assertEquals(Optional.of(Bytes.utf8("1")), store.archived("a"), "answered all the same");
    assertTrue(store.indexInDoubt());
    Chore rebuild = store.chore().orElseThrow();
    assertThrows(IOException.class, rebuild::run);
    store.choreEnded(rebuild, false);
    index.broken = false;
    for (int turn = 0; turn < 256; turn++) {
      StoreFixture.commit(store, "b", "" + turn);
    }
    StoreFixture.runChores(store);
    assertTrue(!store.indexInDoubt());
    assertEquals(Optional.of(Bytes.utf8("1")), store.archived("a"));
    store.close();
  }

  @Test
  void shouldReportADiskThatCannotBeRead() throws IOException {
    StoreFixture.opened(disk).store().close();
    disk.faults().failAfter(1);
    assertInstanceOf(Opening.Failed.class,
        Store.open(disk, new MemoryIndex(), StoreConfig.DEFAULT, StoreFixture.SALT, new MemoryMark()));
  }

  @Test
  void shouldRefuseRecordsOutsideTheLimits() {
    Store store = StoreFixture.opened(disk).store();
    Bytes tooLong = Bytes.copyOf(new byte[Limits.VALUE_BYTES + 1]);
    assertThrows(IllegalStateException.class, () -> store.put("a", tooLong));
    assertThrows(IllegalStateException.class, () -> store.archive("a", tooLong));
    for (String name : new String[]{"", "x".repeat(129), "ä", "a\nb", "\u007f"}) {
      assertThrows(IllegalStateException.class, () -> store.put(name, Bytes.EMPTY), name);
      assertThrows(IllegalStateException.class, () -> store.remove(name), name);
      assertThrows(IllegalStateException.class, () -> store.forget(name), name);
    }
    assertTrue(store.seal().isEmpty());
  }

  /** Breaks on command. */
  private static final class BrittleIndex implements Index {
    private final MemoryIndex inner = new MemoryIndex();
    private boolean broken;

    private MemoryIndex whole() throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      return inner;
    }

    @Override
    public Optional<Mark> mark() {
      return Optional.empty();
    }

    @Override
    public void clear() throws IOException {
      whole().clear();
    }

    @Override
    public void put(String name, Bytes value) throws IOException {
      whole().put(name, value);
    }

    @Override
    public void remove(String name) throws IOException {
      whole().remove(name);
    }

    @Override
    public Optional<Bytes> get(String name) throws IOException {
      return whole().get(name);
    }

    @Override
    public java.util.List<java.util.Map.Entry<String, Bytes>> scan(String prefix, String after, int limit)
        throws IOException {
      return whole().scan(prefix, after, limit);
    }

    @Override
    public java.util.List<java.util.Map.Entry<String, Bytes>> scanBack(String prefix, String before,
        int limit)
        throws IOException {
      return whole().scanBack(prefix, before, limit);
    }

    @Override
    public void close(Mark mark) throws IOException {
      whole().close(mark);
    }

    @Override
    public void discard() {
      inner.discard();
    }
  }
}
