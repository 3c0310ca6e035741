package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

/** The index rebuilt from a snapshot and several segments. */
class IndexRebuildTest {
  private static final int RECORDS = 600;

  private StrictDisk disk;
  private Store store;

  @BeforeEach
  void openWithAnIndexInDoubt() throws IOException {
    disk = StoreFixture.disk(1);
    StoreConfig config = new StoreConfig(2048, 8192, 0, 4096);
    Store first = StoreFixture.opened(disk, config).store();
    for (int index = 0; index < RECORDS; index++) {
      first.archive(name(index), Bytes.utf8("first"));
      first.archive("again", Bytes.utf8("" + index));
      first.forget(name(index - 10));
      StoreFixture.commit(first);
      if (index == 300) {
        StoreFixture.runChores(first);
      }
    }
    disk = disk.crash();
    store = StoreFixture.opened(disk, config).store();
    assertTrue(store.indexInDoubt());
  }

  @Test
  void shouldTakeWhatIsCommittedMeanwhile() throws IOException {
    Chore rebuild = store.chore().orElseThrow();
    assertEquals("index-rebuild", rebuild.name());
    int steps = 0;
    while (!rebuild.step()) {
      assertTrue(store.indexInDoubt());
      assertEquals(11 + steps, store.scan("", "", 10_000).size(), "read from the files meanwhile");
      store.archive("meanwhile/" + steps++, Bytes.utf8("new"));
      store.archive("again", Bytes.utf8("new " + steps));
      StoreFixture.commit(store);
    }
    store.choreEnded(rebuild, true);
    assertTrue(steps > 5, "steps " + steps);
    assertFalse(store.indexInDoubt());
    assertEquals(11 + steps, store.scan("", "", 10_000).size());
    assertEquals("new " + steps, store.archived("again").orElseThrow().toUtf8());
    assertTrue(store.archived(name(RECORDS - 11)).isEmpty());
  }

  @Test
  void shouldStartOverAfterAnErrorInAnyStep() throws IOException {
    for (int bad = 0; bad < 6; bad++) {
      Chore rebuild = store.chore().orElseThrow();
      for (int step = 0; step < bad; step++) {
        rebuild.step();
      }
      disk.faults().failAfter(1);
      assertThrows(IOException.class, rebuild::run);
      store.choreEnded(rebuild, false);
      assertTrue(store.indexInDoubt());
      for (int turn = 0; turn < 256; turn++) {
        StoreFixture.commit(store, "turn", bad + " " + turn);
      }
    }
    StoreFixture.runChores(store);
    assertFalse(store.indexInDoubt());
    assertEquals(11, store.scan("", "", 10_000).size());
  }

  @Test
  void shouldComeBeforeCompaction() {
    assertEquals("index-rebuild", store.chore().orElseThrow().name());
  }

  private static String name(int index) {
    return "record/" + String.format("%05d", Math.max(0, index));
  }
}
