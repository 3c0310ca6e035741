package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Reads a snapshot's records in order, one block in memory; damage is reported and stepped over. */
final class SnapshotReader implements AutoCloseable {
  private final Snapshot snapshot;
  private final RotLog rots;
  private final Disk.DiskFile file;
  private final GroupReader groups;
  private final ArrayDeque<Change> block = new ArrayDeque<>();
  private long blockNumber;
  private long blockFrom;
  private int epoch;
  private boolean ended;

  SnapshotReader(Disk disk, Snapshot snapshot, RotLog rots, long from) throws IOException {
    this.snapshot = snapshot;
    this.rots = rots;
    this.file = disk.open(snapshot.name());
    this.groups = snapshot.groups(file, from);
    this.epoch = snapshot.header().epoch();
  }

  Optional<Change> peek() throws IOException {
    while (block.isEmpty() && !ended) {
      readBlock();
    }
    return Optional.ofNullable(block.peek());
  }

  Optional<Change> next() throws IOException {
    Optional<Change> next = peek();
    block.poll();
    return next;
  }

  /** Highest boot epoch of this snapshot. */
  int epoch() {
    return epoch;
  }

  /** Where the block of the record last peeked starts. */
  long blockFrom() {
    return blockFrom;
  }

  private void readBlock() throws IOException {
    Optional<GroupReader.Part> part = groups.next();
    if (part.isEmpty()) {
      ended = true;
      rots.add(snapshot.name(), snapshot.bytes(), snapshot.bytes(), blockNumber + 1, blockNumber + 1);
      return;
    }
    switch (part.get()) {
      case GroupReader.Broken gap ->
        rots.add(snapshot.name(), gap.from(), gap.to(), blockNumber + 1, blockNumber + 1);
      case GroupReader.Intact intact -> take(intact);
    }
  }

  private void take(GroupReader.Intact intact) throws IOException {
    blockNumber = intact.header().position();
    blockFrom = intact.from();
    epoch = Math.max(epoch, intact.header().epoch());
    ended = intact.header().kind() == GroupHeader.Kind.END;
    Optional<List<Changes.Placed>> changes = SegmentWalk.changesOf(intact);
    if (changes.isEmpty()) {
      rots.add(snapshot.name(), intact.from(), intact.to(), blockNumber, blockNumber);
      return;
    }
    changes.get().forEach(placed -> block.add(placed.change()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
