package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;

/**
 * Merges the oldest closed segments into a new snapshot. Holds names and places of what the segments changed,
 * never their values; touches only files that are never written again, so commits go on beside it.
 *
 * <pre>
 * state    a step does                                          next
 * SORTING  reads one segment; enough names or no more: opens    SORTING | MERGING
 * MERGING  writes about 64 KiB of snapshot                      MERGING | DONE
 *          at the end: sync, rename, sync folder, delete files
 * </pre>
 */
final class Compaction implements Chore {
  private static final int STEP_BYTES = 64 << 10;

  private final Disk disk;
  private final Layout layout;
  private final RotLog rots;
  private final Bytes salt;
  private final ArrayDeque<Layout.Closed> toSort;
  private final TreeMap<String, SegmentWalk.Place> places = new TreeMap<>();
  private final Map<String, Disk.DiskFile> sources = new TreeMap<>();
  private Optional<SnapshotReader> previous = Optional.empty();
  private Optional<SnapshotWriter> writer = Optional.empty();
  private Iterator<Map.Entry<String, SegmentWalk.Place>> changes;
  private Optional<Change> nextChange = Optional.empty();
  private long through;
  private int epoch;

  Compaction(Disk disk, Layout layout, RotLog rots, Bytes salt) {
    this.disk = disk;
    this.layout = layout;
    this.rots = rots;
    this.salt = salt;
    this.toSort = new ArrayDeque<>(layout.closed());
  }

  @Override
  public String name() {
    return "compaction";
  }

  @Override
  public boolean step() throws IOException {
    boolean done = false;
    boolean failed = true;
    try {
      if (writer.isEmpty()) {
        sort();
      } else {
        done = merge(writer.get());
      }
      failed = false;
    } finally {
      if (done || failed) {
        closeAll();
      }
    }
    return done;
  }

  private void sort() throws IOException {
    Layout.Closed next = toSort.poll();
    if (next != null) {
      SegmentWalk.walk(disk, next.segment(), 0, next.last(), rots,
          (change, place) -> places.put(change.sortKey(), place));
      through = next.last();
      epoch = Math.max(epoch, next.segment().header().epoch());
    }
    if (toSort.isEmpty() || places.size() >= Limits.COMPACTION_NAMES) {
      startMerge();
    }
  }

  private void startMerge() throws IOException {
    if (layout.snapshot().isPresent()) {
      previous = Optional.of(layout.snapshot().get().reader(disk, rots));
      epoch = Math.max(epoch, previous.get().epoch());
    }
    changes = places.entrySet().iterator();
    nextChange = readChange();
    writer = Optional.of(new SnapshotWriter(disk, salt, through, epoch));
  }

  private boolean merge(SnapshotWriter out) throws IOException {
    long written = 0;
    while (written < STEP_BYTES) {
      Optional<Change> old = previous.isPresent() ? previous.get().peek() : Optional.empty();
      if (old.isEmpty() && nextChange.isEmpty()) {
        finish(out);
        return true;
      }
      int order = old.isEmpty()
          ? 1
          : nextChange.isEmpty() ? -1 : old.get().sortKey().compareTo(nextChange.get().sortKey());
      Change newest = order < 0 ? old.get() : nextChange.get();
      if (order <= 0) {
        previous.get().next();
      }
      if (order >= 0) {
        nextChange = readChange();
      }
      if (newest.kind().hasValue()) {
        out.add(newest);
        written += newest.value().length() + newest.name().length();
      }
    }
    return false;
  }

  private Optional<Change> readChange() throws IOException {
    if (!changes.hasNext()) {
      return Optional.empty();
    }
    SegmentWalk.Place place = changes.next().getValue();
    Disk.DiskFile source = sources.get(place.file());
    if (source == null) {
      source = disk.open(place.file());
      sources.put(place.file(), source);
    }
    return Optional.of(Change.decode(new ByteReader(source.read(place.from(), place.length()))));
  }

  private void finish(SnapshotWriter out) throws IOException {
    Snapshot merged = out.finish();
    Optional<Snapshot> replaced = layout.snapshot();
    var merging = layout.closed().stream().filter(segment -> segment.last() <= through).toList();
    synchronized (layout) {
      layout.compacted(merged);
      // Whatever of this a crash undoes is deleted again at the next opening.
      for (Layout.Closed segment : merging) {
        disk.delete(segment.segment().name());
      }
      if (replaced.isPresent()) {
        disk.delete(replaced.get().name());
      }
    }
  }

  private void closeAll() throws IOException {
    for (Disk.DiskFile source : sources.values()) {
      source.close();
    }
    sources.clear();
    if (previous.isPresent()) {
      previous.get().close();
    }
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
