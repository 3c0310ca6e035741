package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.kernel.Bytes;

/** The store on a real folder with MapDB. */
class DiskStoreTest {
  @TempDir
  Path temp;

  @Test
  void shouldTrustTheIndexAfterACleanClose() throws IOException {
    run(store -> archive(store, "a"), false);
    run(store -> assertFalse(store.indexInDoubt()), false);
    run(store -> assertEquals(Bytes.utf8("a"), store.archived("a").orElseThrow()), false);
  }

  @Test
  void shouldRebuildTheIndexAfterAnUncleanEnd() throws IOException {
    run(store -> archive(store, "a"), true);
    run(store -> {
      assertTrue(store.indexInDoubt());
      assertEquals(Bytes.utf8("a"), store.archived("a").orElseThrow(), "answered from the journal meanwhile");
      archive(store, "b");
      store.chore().orElseThrow().run();
      assertFalse(store.indexInDoubt());
      assertEquals(2, store.scan("", "", 9).size());
    }, false);
  }

  @Test
  void shouldTrustTheIndexWhenOnlyNamedRecordsChangedBeforeTheKill() throws IOException {
    run(store -> archive(store, "a"), false);
    run(store -> {
      store.put("named", Bytes.utf8("1"));
      commit(store);
    }, true);
    run(store -> assertFalse(store.indexInDoubt()), false);
  }

  @Test
  void shouldNotTrustAnIndexOfAnotherJournal() throws IOException {
    run(store -> archive(store, "a"), false);
    try (var files = Files.list(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    run(store -> {
      assertFalse(store.indexInDoubt(), "an empty store has an empty index");
      assertEquals(List.of(), store.scan("", "", 9));
    }, false);
  }

  @Test
  void shouldCommitFromManyThreadsWithFewSyncs() throws Exception {
    try (FolderDisk disk = DiskFixture.disk(temp)) {
      Store store = DiskFixture.open(disk, MapDbIndex.open(temp.resolve("index")), StoreConfig.DEFAULT)
          .store();
      List<Future<?>> running = new ArrayList<>();
      try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
        for (int thread = 0; thread < 16; thread++) {
          int own = thread;
          running.add(executor.submit(() -> commitFifty(store, own)));
        }
        for (Future<?> each : running) {
          each.get();
        }
      }
      assertEquals(store.sealedPosition(), store.committedPosition());
      store.close();
    }
    run(store -> {
      assertEquals(800, store.under("").size());
      assertEquals(800, store.scan("", "", 1000).size());
    }, false);
  }

  private static Object commitFifty(Store store, int thread) throws IOException {
    for (int index = 0; index < 50; index++) {
      Commit commit;
      synchronized (store) {
        store.put(thread + "/" + index, Bytes.utf8("1"));
        store.archive(thread + "/" + index, Bytes.utf8("1"));
        commit = store.seal().orElseThrow();
      }
      commit.run();
      synchronized (store) {
        store.committed(commit);
      }
    }
    return null;
  }

  private interface Use {
    void of(Store store) throws IOException;
  }

  /** @param abandon leave it as a killed process would */
  private void run(Use use, boolean abandon) throws IOException {
    try (FolderDisk disk = DiskFixture.disk(temp)) {
      Opening.Opened opened = DiskFixture.open(disk, MapDbIndex.open(temp.resolve("index")),
          StoreConfig.DEFAULT);
      assertEquals(List.of(), opened.report().rot());
      use.of(opened.store());
      if (!abandon) {
        opened.store().close();
      }
    }
  }

  private static void archive(Store store, String name) throws IOException {
    store.archive(name, Bytes.utf8(name));
    commit(store);
  }

  private static void commit(Store store) throws IOException {
    Commit commit = store.seal().orElseThrow();
    commit.run();
    store.committed(commit);
  }
}
