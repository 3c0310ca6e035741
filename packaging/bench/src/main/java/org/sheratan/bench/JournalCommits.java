package org.sheratan.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Index;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.disk.FolderDisk;
import org.sheratan.core.store.disk.FolderOpening;
import org.sheratan.kernel.Bytes;

/** Ours, as a node uses it: turns under one lock, commits outside of it, chores in the background. */
final class JournalCommits {
  private JournalCommits() {}

  static double measure(Path folder, Index index, int threads, long forMs, byte[] value) throws Exception {
    Bytes record = Bytes.copyOf(value);
    try (FolderDisk disk = disk(folder); ExecutorService background = Executors.newSingleThreadExecutor()) {
      Store store = store(disk, index);
      double perSecond = Crew.perSecond(threads, forMs, (thread, count) -> {
        Commit commit;
        synchronized (store) {
          store.archive(JournalBench.recordName(count), record);
          commit = store.seal().orElseThrow();
        }
        commit.run();
        synchronized (store) {
          store.committed(commit);
          store.chore().ifPresent(chore -> background.submit(() -> run(store, chore)));
        }
      });
      background.submit(() -> null).get();
      store.close();
      return perSecond;
    }
  }

  private static Object run(Store store, Chore chore) throws Exception {
    chore.run();
    synchronized (store) {
      store.choreEnded(chore, true);
    }
    return null;
  }

  private static FolderDisk disk(Path folder) {
    return switch (FolderDisk.openFolder(folder)) {
      case FolderOpening.Opened(FolderDisk disk) -> disk;
      case FolderOpening other ->
        throw new IllegalStateException("the benchmark's folder did not open: " + other);
    };
  }

  private static Store store(FolderDisk disk, Index index) {
    Optional<Store> store = Store.open(disk, index, StoreConfig.DEFAULT,
        length -> Bytes.copyOf(new byte[length]), new MemoryMark()) instanceof Opening.Opened opened
            ? Optional.of(opened.store())
            : Optional.empty();
    return store.orElseThrow();
  }
}
