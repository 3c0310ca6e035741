package org.sheratan.core.store;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Archived records read from snapshot and journal themselves: slow (the journal behind the snapshot is read
 * whole), right, and independent of the index.
 */
final class Truth {
  private final Disk disk;
  private final Layout layout;
  private final RotLog rots;
  private Optional<Snapshot> tabled = Optional.empty();
  private Optional<SnapshotTable> table = Optional.empty();

  Truth(Disk disk, Layout layout, RotLog rots) {
    this.disk = disk;
    this.layout = layout;
    this.rots = rots;
  }

  /** Takes archived records or, without a value, their removal. */
  interface Sink {
    void take(String name, Optional<Bytes> value) throws IOException;
  }

  /** The records strictly between two names under {@code prefix}, as they were at {@code through}. */
  TreeMap<String, Bytes> between(String prefix, String after, String before, long through)
      throws IOException {
    TreeMap<String, Bytes> found = new TreeMap<>();
    String to = before.isEmpty() ? RecordNames.endOf(prefix) : before;
    synchronized (layout) {
      readSnapshot(after.compareTo(prefix) < 0 ? prefix : after, to,
          (name, value) -> RecordNames.put(found, name, value));
      readJournal(through, (name, value) -> RecordNames.put(found, name, value));
    }
    found.keySet().removeIf(
        name -> !name.startsWith(prefix) || name.compareTo(after) <= 0 || name.compareTo(to) >= 0);
    return found;
  }

  Optional<Bytes> get(String wanted, long through) throws IOException {
    TreeMap<String, Bytes> found = new TreeMap<>();
    Sink sink = (name, value) -> {
      if (name.equals(wanted)) {
        RecordNames.put(found, name, value);
      }
    };
    synchronized (layout) {
      readSnapshot(wanted, wanted, sink);
      readJournal(through, sink);
    }
    return Optional.ofNullable(found.get(wanted));
  }

  private void readSnapshot(String from, String to, Sink sink) throws IOException {
    Optional<Snapshot> snapshot = layout.snapshot();
    if (snapshot.isEmpty()) {
      return;
    }
    if (!snapshot.equals(tabled)) {
      table = Optional.of(new SnapshotTable(disk, snapshot.get(), rots));
      tabled = snapshot;
    }
    Optional<Long> block = table.orElseThrow().blockFor(from);
    if (block.isEmpty()) {
      return;
    }
    try (SnapshotReader reader = snapshot.get().reader(disk, rots, block.get())) {
      Optional<Change> next = reader.next();
      while (next.isPresent() && (!next.get().kind().archived() || next.get().name().compareTo(to) <= 0)) {
        take(next.get(), sink);
        next = reader.next();
      }
    }
  }

  private void readJournal(long through, Sink sink) throws IOException {
    for (Segment segment : layout.segmentsBehind(0)) {
      SegmentWalk.walk(disk, segment, 0, through, rots, (change, place) -> take(change, sink));
    }
  }

  static void take(Change change, Sink sink) throws IOException {
    if (change.kind().archived()) {
      sink.take(change.name(),
          change.kind().hasValue() ? Optional.of(change.value()) : Optional.empty());
    }
  }
}
