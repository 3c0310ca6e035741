package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/**
 * Archived records of a snapshot in a range, ascending or descending. Their blocks are found by halving, for records are sorted
 * and blocks can be told from any place: of a snapshot of 64 MiB some 15 blocks are read, and none is held but those in hand.
 * Damage is reported and stepped over.
 */
final class SnapshotCursor implements AutoCloseable {
  /** Descending, so much is read at once. */
  private static final int STEP_BYTES = 2 * Limits.SNAPSHOT_BLOCK_BYTES;
  private static final long FIRST = FileHeader.LENGTH;

  private final Disk disk;
  private final Snapshot snapshot;
  private final RotLog rots;
  private final NameRange range;
  private final boolean fromEnd;
  private final Disk.DiskFile file;
  /** Read and not given out yet, in the order of the snapshot. */
  private final ArrayDeque<Change> held = new ArrayDeque<>();
  private Optional<SnapshotReader> ascending = Optional.empty();
  /** Descending: a block starts here, and all from it on was read. */
  private long readFrom;
  private boolean exhausted;

  SnapshotCursor(Disk disk, Snapshot snapshot, RotLog rots, NameRange range, boolean fromEnd)
      throws IOException {
    this.disk = disk;
    this.snapshot = snapshot;
    this.rots = rots;
    this.range = range;
    this.fromEnd = fromEnd;
    this.file = disk.open(snapshot.name());
    boolean begun = false;
    try {
      begin();
      begun = true;
    } finally {
      if (!begun) {
        close();
      }
    }
  }

  private void begin() throws IOException {
    if (fromEnd) {
      long last = blockFor(range.end());
      read(last, snapshot.bytes());
      readFrom = last;
    } else {
      ascending = Optional.of(snapshot.reader(disk, rots, blockFor(range.start())));
    }
  }

  Optional<Change> next() throws IOException {
    if (fromEnd) {
      while (held.isEmpty() && !exhausted) {
        long from = blockBefore(readFrom);
        read(from, readFrom);
        readFrom = from;
      }
      return Optional.ofNullable(held.pollLast());
    }
    Optional<Change> next = ascending.orElseThrow().next();
    while (next.isPresent() && !within(next.get())) {
      next = behind(next.get()) ? Optional.empty() : ascending.get().next();
    }
    return next;
  }

  /** Holds what of the blocks in {@code [from, to)} is in the range. */
  private void read(long from, long to) throws IOException {
    exhausted = from == FIRST;
    try (SnapshotReader reader = snapshot.reader(disk, rots, from)) {
      Optional<Change> next = reader.peek();
      while (next.isPresent() && reader.blockFrom() < to && !behind(next.get())) {
        if (within(next.get())) {
          held.add(next.get());
        } else {
          exhausted = true;
        }
        reader.next();
        next = reader.peek();
      }
    }
  }

  private boolean within(Change change) {
    return change.kind().archived() && range.contains(change.name());
  }

  private boolean behind(Change change) {
    return change.kind().archived() && range.endsBefore(change.name());
  }

  /** A block with nothing before it that is archived and does not sort before {@code name}. */
  private long blockFor(String name) throws IOException {
    long found = FIRST;
    long low = FIRST;
    long high = snapshot.bytes();
    while (high - low > Limits.SNAPSHOT_BLOCK_BYTES) {
      long middle = (low + high) >>> 1;
      Optional<GroupReader.Intact> block = blockFrom(middle, high);
      if (block.isPresent() && startsBefore(block.get(), name)) {
        found = block.get().from();
        low = block.get().to();
      } else {
        high = middle;
      }
    }
    return found;
  }

  private long blockBefore(long known) throws IOException {
    for (long from = known - STEP_BYTES; from > FIRST; from -= STEP_BYTES) {
      Optional<GroupReader.Intact> block = blockFrom(from, known);
      if (block.isPresent()) {
        return block.get().from();
      }
    }
    return FIRST;
  }

  /** The first good block that starts in {@code [from, to)}. What it is looked for in may be the middle of another: no damage. */
  private Optional<GroupReader.Intact> blockFrom(long from, long to) throws IOException {
    GroupReader groups = snapshot.groups(file, from);
    Optional<GroupReader.Part> part = groups.next();
    while (part.isPresent() && part.get().from() < to) {
      if (part.get() instanceof GroupReader.Intact block) {
        return block.from() < to ? Optional.of(block) : Optional.empty();
      }
      part = groups.next();
    }
    return Optional.empty();
  }

  private static boolean startsBefore(GroupReader.Intact block, String name) {
    try {
      Change first = Change.decode(new ByteReader(block.bodies().getFirst().content()));
      return !first.kind().archived() || first.name().compareTo(name) <= 0;
    } catch (MalformedException endOrNotOurs) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (ascending.isPresent()) {
      ascending.get().close();
    }
  }
}
