package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Archived records read from snapshot and journal themselves: right, and independent of the index. The journal behind the
 * snapshot is read once, on first need; of it the names are held, values only of what is answered.
 */
final class Truth {
  private final Disk disk;
  private final Layout layout;
  private final RotLog rots;
  /** What the journal behind {@link #behind} says of names, up to {@link #through}; empty for a removed one. */
  private final TreeMap<String, Optional<SegmentWalk.Place>> changed = new TreeMap<>();
  private Optional<Snapshot> behind = Optional.empty();
  private long through;

  Truth(Disk disk, Layout layout, RotLog rots) {
    this.disk = disk;
    this.layout = layout;
    this.rots = rots;
  }

  Optional<Bytes> get(String name, long upTo) throws IOException {
    // Nothing sorts between a name and the same with a space behind it.
    return scan(new NameRange(name, "", name + " "), false, 1, upTo).stream().map(Map.Entry::getValue)
        .findFirst();
  }

  /**
   * Up to {@code limit} records of {@code range}, the first ones ascending or the last ones descending.
   *
   * @param upTo position of what counts; never less than it was
   */
  List<Map.Entry<String, Bytes>> scan(NameRange range, boolean fromEnd, int limit, long upTo)
      throws IOException {
    synchronized (layout) {
      learn(upTo);
      NavigableMap<String, Optional<SegmentWalk.Place>> journal = RecordNames.between(changed, range.prefix(),
          range.after(), range.before());
      Merge merge = new Merge((fromEnd ? journal.descendingMap() : journal).entrySet().iterator(), fromEnd);
      if (layout.snapshot().isEmpty()) {
        return merge.read(Optional.empty(), limit);
      }
      try (SnapshotCursor old = new SnapshotCursor(disk, layout.snapshot().get(), rots, range, fromEnd)) {
        return merge.read(Optional.of(old), limit);
      }
    }
  }

  private void learn(long upTo) throws IOException {
    if (!layout.snapshot().equals(behind)) {
      behind = layout.snapshot();
      changed.clear();
      through = behind.map(Snapshot::through).orElse(0L);
    }
    if (upTo <= through) {
      return;
    }
    for (Segment segment : layout.segmentsBehind(through)) {
      SegmentWalk.walk(disk, segment, through, upTo, rots, (change, place) -> {
        if (change.kind().archived()) {
          changed.put(change.name(), change.kind().hasValue() ? Optional.of(place) : Optional.empty());
        }
      });
    }
    through = upTo;
  }

  /** What the journal says of a name replaces what the snapshot says. */
  private final class Merge {
    private final Iterator<Map.Entry<String, Optional<SegmentWalk.Place>>> journal;
    private final boolean descending;
    private final List<Map.Entry<String, Bytes>> found = new ArrayList<>();

    Merge(Iterator<Map.Entry<String, Optional<SegmentWalk.Place>>> journal, boolean descending) {
      this.journal = journal;
      this.descending = descending;
    }

    List<Map.Entry<String, Bytes>> read(Optional<SnapshotCursor> snapshot, int limit) throws IOException {
      Optional<Map.Entry<String, Optional<SegmentWalk.Place>>> late = nextLate();
      Optional<Change> old = next(snapshot);
      while (found.size() < limit && (late.isPresent() || old.isPresent())) {
        int order = order(late, old);
        if (order <= 0) {
          addLate(late.get());
          late = nextLate();
        } else {
          found.add(Map.entry(old.get().name(), old.get().value()));
        }
        if (order >= 0) {
          old = next(snapshot);
        }
      }
      return found;
    }

    /** Below 0 when the journal's comes first, 0 when both are of one name. */
    private int order(Optional<Map.Entry<String, Optional<SegmentWalk.Place>>> late, Optional<Change> old) {
      if (late.isEmpty() || old.isEmpty()) {
        return late.isEmpty() ? 1 : -1;
      }
      int byName = late.get().getKey().compareTo(old.get().name());
      return descending ? -byName : byName;
    }

    private void addLate(Map.Entry<String, Optional<SegmentWalk.Place>> late) throws IOException {
      if (late.getValue().isPresent()) {
        found.add(Map.entry(late.getKey(), SegmentWalk.read(disk, late.getValue().get()).value()));
      }
    }

    private Optional<Map.Entry<String, Optional<SegmentWalk.Place>>> nextLate() {
      return journal.hasNext() ? Optional.of(journal.next()) : Optional.empty();
    }

    private static Optional<Change> next(Optional<SnapshotCursor> snapshot) throws IOException {
      return snapshot.isPresent() ? snapshot.get().next() : Optional.empty();
    }
  }
}
