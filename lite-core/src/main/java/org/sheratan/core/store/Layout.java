package org.sheratan.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files hold the truth: the snapshot, the closed segments behind it, the active one. Its monitor is held
 * while files are read by name or taken away, so that no reader meets a deleted one.
 */
final class Layout {
  private Optional<Snapshot> snapshot;
  private final List<Closed> closed;
  private Optional<Segment> active = Optional.empty();

  /** A segment that is never written again. */
  record Closed(Segment segment, long last, long bytes) {}

  Layout(Optional<Snapshot> snapshot, List<Closed> closed) {
    this.snapshot = snapshot;
    this.closed = new ArrayList<>(closed);
  }

  synchronized Optional<Snapshot> snapshot() {
    return snapshot;
  }

  synchronized List<Closed> closed() {
    return List.copyOf(closed);
  }

  /** Those that may hold groups behind {@code position}. */
  synchronized List<Segment> segmentsBehind(long position) {
    List<Segment> behind = new ArrayList<>(
        closed.stream().filter(segment -> segment.last() > position).map(Closed::segment).toList());
    active.ifPresent(behind::add);
    return behind;
  }

  synchronized long closedBytes() {
    return closed.stream().mapToLong(Closed::bytes).sum();
  }

  synchronized void roll(long last, long bytes, Segment next) {
    active.ifPresent(segment -> closed.add(new Closed(segment, last, bytes)));
    active = Optional.of(next);
  }

  synchronized void compacted(Snapshot merged) {
    snapshot = Optional.of(merged);
    closed.removeIf(segment -> segment.last() <= merged.through());
  }
}
