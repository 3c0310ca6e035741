package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Folds snapshot and journal into memory and tells a torn end from rot. Damage is a torn end only in the last
 * segment, and only when no good group behind it was written knowing the damaged one to be durable.
 */
final class Recovery {
  private final Disk disk;
  private final Format format;
  private final Optional<Index.Mark> mark;
  final RotLog rots;
  final TreeMap<String, Bytes> named = new TreeMap<>();
  final List<Layout.Closed> closed = new ArrayList<>();
  Optional<Snapshot> snapshot = Optional.empty();
  long last;
  int epoch;
  boolean clean;
  long cutTailBytes;
  private boolean markSeen;
  private long lastArchived;
  private boolean anyArchived;
  private Optional<Cut> cut = Optional.empty();

  /** A torn end that is still there. */
  private record Cut(String segment, long at, boolean whole) {}

  Recovery(Disk disk, Format format, Optional<Index.Mark> mark, Epochs epochs) {
    this.disk = disk;
    this.format = format;
    this.mark = mark;
    this.rots = new RotLog(disk, epochs);
  }

  void run() throws IOException {
    readSnapshot();
    List<String> segments = segmentsToRead();
    for (int index = 0; index < segments.size(); index++) {
      boolean isLast = index == segments.size() - 1;
      fold(Segment.read(disk, segments.get(index), format.salt()), isLast
          ? 0
          : FileNames.segmentFirst(segments.get(index + 1)).orElseThrow());
    }
  }

  /** Takes the torn end away, after {@link #run}. */
  void cutTail() throws IOException {
    if (cut.isEmpty()) {
      return;
    }
    if (cut.get().whole()) {
      disk.delete(cut.get().segment());
      disk.syncFolder();
    } else {
      try (Disk.DiskFile file = disk.open(cut.get().segment())) {
        file.truncate(cut.get().at());
        file.sync();
      }
    }
  }

  /** True when the index was closed at a group of this journal and no archived record changed since. */
  boolean indexTrusted() {
    return markSeen && lastArchived <= mark.orElseThrow().position() && !rots.anyNew()
        && cutTailBytes == 0;
  }

  boolean anyArchived() {
    return anyArchived;
  }

  private void readSnapshot() throws IOException {
    Optional<String> newest = disk.list().stream().filter(name -> FileNames.snapshotThrough(name).isPresent())
        .reduce((older, newer) -> newer);
    if (newest.isEmpty()) {
      return;
    }
    snapshot = Optional.of(Snapshot.read(disk, newest.get(), format.salt()));
    last = snapshot.get().through();
    if (!snapshot.get().headerIntact()) {
      rots.add(newest.get(), 0, Math.min(snapshot.get().bytes(), FileHeader.LENGTH), 0, -1);
    }
    try (SnapshotReader reader = snapshot.get().reader(disk, rots)) {
      while (reader.peek().isPresent() && !reader.peek().get().kind().archived()) {
        Change change = reader.next().orElseThrow();
        named.put(change.name(), change.value());
      }
      anyArchived = reader.peek().isPresent();
      epoch = reader.epoch();
    }
    for (String name : disk.list()) {
      if (FileNames.snapshotThrough(name).isPresent() && !name.equals(newest.get())) {
        disk.delete(name);
      }
    }
  }

  /** Sorted; deletes leftovers that the snapshot covers whole. */
  private List<String> segmentsToRead() throws IOException {
    List<String> all = disk.list().stream().filter(name -> FileNames.segmentFirst(name).isPresent()).toList();
    List<String> live = new ArrayList<>();
    for (int index = 0; index < all.size(); index++) {
      boolean covered = index + 1 < all.size()
          && FileNames.segmentFirst(all.get(index + 1)).orElseThrow() <= last + 1;
      if (covered) {
        disk.delete(all.get(index));
      } else {
        live.add(all.get(index));
      }
    }
    return live;
  }

  /** @param nextFirst first position of the segment behind it; 0 when it is the last */
  private void fold(Segment segment, long nextFirst) throws IOException {
    if (segment.first() > last + 1) {
      rots.add(segment.name(), 0, 0, last + 1, segment.first() - 1);
      last = segment.first() - 1;
    }
    long bytes;
    try (Disk.DiskFile file = disk.open(segment.name())) {
      bytes = file.length();
      List<GroupReader.Part> parts = partsOf(segment, file);
      if (!segment.headerIntact() && (nextFirst > 0 || anyIntact(parts))) {
        rots.add(segment.name(), 0, Math.min(bytes, FileHeader.LENGTH), last + 1, last);
      }
      long cutAt = foldParts(segment, parts, nextFirst);
      if (nextFirst == 0 && cutAt < bytes) {
        cutTailBytes += bytes - cutAt;
        cut = Optional.of(new Cut(segment.name(), cutAt, false));
        bytes = cutAt;
      }
    }
    if (bytes <= FileHeader.LENGTH && nextFirst == 0) {
      // Died while starting: nothing of it was ever shown to anyone, and its name is needed again.
      cut = Optional.of(new Cut(segment.name(), 0, true));
      return;
    }
    if (segment.headerIntact()) {
      epoch = Math.max(epoch, segment.header().epoch());
    }
    closed.add(new Layout.Closed(segment, last, bytes));
  }

  private static List<GroupReader.Part> partsOf(Segment segment, Disk.DiskFile file) throws IOException {
    List<GroupReader.Part> parts = new ArrayList<>();
    GroupReader groups = segment.groups(file);
    Optional<GroupReader.Part> part = groups.next();
    while (part.isPresent()) {
      parts.add(part.get());
      part = groups.next();
    }
    return parts;
  }

  private static boolean anyIntact(List<GroupReader.Part> parts) {
    return parts.stream().anyMatch(GroupReader.Intact.class::isInstance);
  }

  /** Applies the good groups; returns where the file must be cut. */
  private long foldParts(Segment segment, List<GroupReader.Part> parts, long nextFirst) throws IOException {
    long goodTo = segment.headerIntact() || anyIntact(parts) ? FileHeader.LENGTH : 0;
    for (int index = 0; index < parts.size(); index++) {
      switch (parts.get(index)) {
        case GroupReader.Intact intact -> apply(segment, intact);
        case GroupReader.Broken gap -> {
          List<GroupReader.Part> behind = parts.subList(index + 1, parts.size());
          if (nextFirst == 0 && !provenDurable(last + 1, behind)) {
            return gap.from();
          }
          long nextGood = nextGood(behind, nextFirst);
          rots.add(segment.name(), gap.from(), gap.to(), last + 1, nextGood - 1);
          last = Math.max(last, nextGood - 1);
        }
      }
      goodTo = parts.get(index).to();
    }
    return goodTo;
  }

  private static boolean provenDurable(long position, List<GroupReader.Part> behind) {
    return behind.stream()
        .anyMatch(part -> part instanceof GroupReader.Intact intact && intact.header().durable() >= position);
  }

  private static long nextGood(List<GroupReader.Part> behind, long nextFirst) {
    return behind.stream().filter(GroupReader.Intact.class::isInstance)
        .mapToLong(part -> ((GroupReader.Intact) part).header().position()).findFirst().orElse(nextFirst);
  }

  private void apply(Segment segment, GroupReader.Intact intact) throws IOException {
    GroupHeader header = intact.header();
    epoch = Math.max(epoch, header.epoch());
    if (header.position() <= last) {
      return;
    }
    if (header.position() > last + 1) {
      rots.add(segment.name(), intact.from(), intact.from(), last + 1, header.position() - 1);
    }
    last = header.position();
    clean = header.kind() == GroupHeader.Kind.CLOSE;
    markSeen |= mark.isPresent() && mark.get().equals(new Index.Mark(last, intact.checksum()));
    Optional<List<Changes.Placed>> changes = SegmentWalk.changesOf(intact);
    if (changes.isEmpty()) {
      rots.add(segment.name(), intact.from(), intact.to(), last, last);
      return;
    }
    changes.get().forEach(placed -> apply(placed.change()));
  }

  private void apply(Change change) {
    switch (change.kind()) {
      case PUT -> named.put(change.name(), change.value());
      case REMOVE -> named.remove(change.name());
      case ARCHIVE, FORGET -> {
        lastArchived = last;
        anyArchived = true;
      }
    }
  }
}
