package org.sheratan.core.store;

import java.util.Optional;

import org.sheratan.kernel.Bytes;

/** The parts of an open store that stand on disk, and which chore they need next. */
record StoreFiles(Disk disk, StoreConfig config, Layout layout, Journal journal, IndexKeeper keeper,
    RotLog rots,
    Bytes salt) {

  Optional<Chore> due() {
    if (keeper.state() == IndexKeeper.State.DOUBTFUL) {
      return Optional.of(new IndexRebuild(disk, layout, rots, journal, keeper));
    }
    long half = layout.snapshot().map(Snapshot::bytes).orElse(0L) / 2;
    long bytes = layout.closedBytes();
    boolean due = bytes >= Math.max(config.compactAtBytes(), half)
        || layout.closed().size() >= Limits.COMPACTION_SEGMENTS;
    return due
        ? Optional.of(new Compaction(disk, layout, rots, salt))
        : Optional.empty();
  }
}
