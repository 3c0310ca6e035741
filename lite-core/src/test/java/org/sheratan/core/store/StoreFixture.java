package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.SeededEntropy;

/** Opens stores on strict disks and commits single records. */
final class StoreFixture {
  static final StoreConfig SMALL = new StoreConfig(512, 1024, 0, 4096);
  /** Most turns are several groups, each written on its own. */
  static final StoreConfig PIECES = SMALL.withBatchBytes(48);
  static final SecureRandomness SALT = length -> Bytes.copyOf(new byte[length]);

  private StoreFixture() {}

  static StrictDisk disk(long seed) {
    return new StrictDisk(new SeededEntropy(seed));
  }

  /** Turns in one group for even seeds, in several for odd ones. */
  static StoreConfig config(long seed) {
    return seed % 2 == 0 ? SMALL : PIECES;
  }

  static Opening.Opened opened(Disk disk) {
    return opened(disk, StoreConfig.DEFAULT);
  }

  static Opening.Opened opened(Disk disk, StoreConfig config) {
    return opened(Store.open(disk, new MemoryIndex(), config, SALT, new MemoryMark()));
  }

  static Opening.Opened opened(Opening opening) {
    return opening instanceof Opening.Opened opened ? opened : fail("did not open: " + opening);
  }

  /** Seals and commits; fails the test when there was nothing to commit. */
  static void commit(Store store) throws IOException {
    Commit commit = store.seal().orElseThrow();
    commit.run();
    store.committed(commit);
  }

  static void commit(Store store, String name, String value) throws IOException {
    store.put(name, Bytes.utf8(value));
    commit(store);
  }

  /** Runs what is due until nothing is. */
  static void runChores(Store store) throws IOException {
    for (var chore = store.chore(); chore.isPresent(); chore = store.chore()) {
      chore.get().run();
      store.choreEnded(chore.get(), true);
    }
  }

  /** Named and archived records, as text. */
  static TreeMap<String, String> contentOf(Store store) throws IOException {
    TreeMap<String, String> content = new TreeMap<>();
    store.under("").forEach((name, value) -> content.put("named " + name, value.toUtf8()));
    store.scan("", "", Integer.MAX_VALUE / 2)
        .forEach(entry -> content.put("archived " + entry.getKey(), entry.getValue().toUtf8()));
    return content;
  }
}
