package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Archived records read from snapshot and journal themselves: slow (the journal behind the snapshot is read
 * whole), right, and independent of the index. Holds names of the journal's changes in range, values only of
 * what it answers.
 */
final class Truth {
  private final Disk disk;
  private final Layout layout;
  private final RotLog rots;
  private Optional<Snapshot> tabled = Optional.empty();
  private Optional<SnapshotTable> table = Optional.empty();

  /** A record found: its value, or where in the journal it stands. */
  private record Candidate(String name, Optional<Bytes> value, Optional<SegmentWalk.Place> place) {}

  Truth(Disk disk, Layout layout, RotLog rots) {
    this.disk = disk;
    this.layout = layout;
    this.rots = rots;
  }

  Optional<Bytes> get(String name, long through) throws IOException {
    // Nothing sorts between a name and the same with a space behind it.
    return scan(new NameRange(name, "", name + " "), false, 1, through).stream().map(Map.Entry::getValue)
        .findFirst();
  }

  /** Up to {@code limit} records of {@code range} as they were at {@code through}, in ascending order. */
  List<Map.Entry<String, Bytes>> scan(NameRange range, boolean fromEnd, int limit, long through)
      throws IOException {
    synchronized (layout) {
      TreeMap<String, Optional<SegmentWalk.Place>> changed = changedIn(range, through);
      Window window = new Window(fromEnd, limit);
      mergeSnapshot(range, changed, window);
      flush(changed, window);
      return window.read();
    }
  }

  /** What the journal says of names in range; empty for a removed one. */
  private TreeMap<String, Optional<SegmentWalk.Place>> changedIn(NameRange range, long through)
      throws IOException {
    TreeMap<String, Optional<SegmentWalk.Place>> changed = new TreeMap<>();
    for (Segment segment : layout.segmentsBehind(0)) {
      SegmentWalk.walk(disk, segment, 0, through, rots, (change, place) -> {
        if (change.kind().archived() && range.contains(change.name())) {
          changed.put(change.name(), change.kind().hasValue() ? Optional.of(place) : Optional.empty());
        }
      });
    }
    return changed;
  }

  private void mergeSnapshot(NameRange range, TreeMap<String, Optional<SegmentWalk.Place>> changed,
      Window window)
      throws IOException {
    Optional<Long> block = firstBlock(range);
    if (block.isEmpty()) {
      return;
    }
    try (SnapshotReader reader = layout.snapshot().orElseThrow().reader(disk, rots, block.get())) {
      Optional<Change> next = reader.next();
      while (next.isPresent() && !window.full() && !behind(next.get(), range)) {
        if (next.get().kind().archived() && range.contains(next.get().name())) {
          flush(changed.headMap(next.get().name(), false), window);
          merge(next.get(), changed, window);
        }
        next = reader.next();
      }
    }
  }

  /** What the journal says of a name replaces what the snapshot says. */
  private static void merge(Change old, TreeMap<String, Optional<SegmentWalk.Place>> changed, Window window) {
    if (changed.containsKey(old.name())) {
      window.add(old.name(), Optional.empty(), changed.remove(old.name()));
    } else {
      window.add(old.name(), Optional.of(old.value()), Optional.empty());
    }
  }

  private static boolean behind(Change change, NameRange range) {
    return change.kind().archived() && range.endsBefore(change.name());
  }

  private Optional<Long> firstBlock(NameRange range) throws IOException {
    Optional<Snapshot> snapshot = layout.snapshot();
    if (snapshot.isEmpty()) {
      return Optional.empty();
    }
    if (!snapshot.equals(tabled)) {
      table = Optional.of(new SnapshotTable(disk, snapshot.get(), rots));
      tabled = snapshot;
    }
    return table.orElseThrow().blockFor(range.start());
  }

  private static void flush(Map<String, Optional<SegmentWalk.Place>> changed, Window window) {
    changed.forEach((name, place) -> window.add(name, Optional.empty(), place));
    changed.clear();
  }

  /** The first or the last few candidates. */
  private final class Window {
    private final boolean fromEnd;
    private final int limit;
    private final ArrayDeque<Candidate> candidates = new ArrayDeque<>();

    Window(boolean fromEnd, int limit) {
      this.fromEnd = fromEnd;
      this.limit = limit;
    }

    boolean full() {
      return !fromEnd && candidates.size() >= limit;
    }

    /** Ignores a removed record: one with neither value nor place. */
    void add(String name, Optional<Bytes> value, Optional<SegmentWalk.Place> place) {
      if ((value.isPresent() || place.isPresent()) && !full()) {
        candidates.add(new Candidate(name, value, place));
        if (candidates.size() > limit) {
          candidates.removeFirst();
        }
      }
    }

    List<Map.Entry<String, Bytes>> read() throws IOException {
      List<Map.Entry<String, Bytes>> entries = new ArrayList<>();
      for (Candidate candidate : candidates) {
        Bytes value = candidate.value().isPresent()
            ? candidate.value().get()
            : SegmentWalk.read(disk, candidate.place().orElseThrow()).value();
        entries.add(Map.entry(candidate.name(), value));
      }
      return entries;
    }
  }
}
