package org.sheratan.core.store;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** First archived name of each block of a snapshot, so that one record costs one block to read. */
final class SnapshotTable {
  private final TreeMap<String, Long> blocks = new TreeMap<>();

  /** Reads the whole snapshot once. */
  SnapshotTable(Disk disk, Snapshot snapshot, RotLog rots) throws IOException {
    try (SnapshotReader reader = snapshot.reader(disk, rots)) {
      long seen = -1;
      for (Optional<Change> next = reader.peek(); next.isPresent(); next = reader.peek()) {
        if (next.get().kind().archived() && reader.blockFrom() != seen) {
          seen = reader.blockFrom();
          blocks.put(next.get().name(), seen);
        }
        reader.next();
      }
    }
  }

  /** The block to start at for {@code name}; empty when no archived record is there at all. */
  Optional<Long> blockFor(String name) {
    Map.Entry<String, Long> floor = blocks.floorEntry(name);
    return Optional.ofNullable(floor == null ? blocks.firstEntry() : floor).map(Map.Entry::getValue);
  }
}
