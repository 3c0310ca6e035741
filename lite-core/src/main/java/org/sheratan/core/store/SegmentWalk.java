package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/** Reads the changes of one segment in journal order; damage is reported and stepped over. */
final class SegmentWalk {
  /** Takes each change with its place in the file. */
  interface Visitor {
    void change(Change change, Place place) throws IOException;
  }

  /** Where an encoded change stands. */
  record Place(String file, long from, int length) {}

  private SegmentWalk() {}

  static Change read(Disk disk, Place place) throws IOException {
    try (Disk.DiskFile file = disk.open(place.file())) {
      return Change.decode(new ByteReader(file.read(place.from(), place.length())));
    }
  }

  /** Groups with positions in (behind, through]. */
  static void walk(Disk disk, Segment segment, long behind, long through, RotLog rots, Visitor visitor)
      throws IOException {
    try (Disk.DiskFile file = disk.open(segment.name())) {
      GroupReader groups = segment.groups(file);
      List<GroupReader.Broken> broken = new ArrayList<>();
      long last = segment.first() - 1;
      Optional<GroupReader.Part> part = groups.next();
      while (part.isPresent() && last < through) {
        switch (part.get()) {
          case GroupReader.Broken gap -> broken.add(gap);
          case GroupReader.Intact intact -> {
            last = intact.header().position();
            if (last > behind && last <= through) {
              visit(segment.name(), intact, rots, visitor);
            }
          }
        }
        part = groups.next();
      }
      for (GroupReader.Broken gap : broken) {
        rots.add(segment.name(), gap.from(), gap.to(), last + 1, last);
      }
    }
  }

  private static void visit(String name, GroupReader.Intact intact, RotLog rots, Visitor visitor)
      throws IOException {
    Optional<List<Changes.Placed>> changes = changesOf(intact);
    if (changes.isEmpty()) {
      rots.add(name, intact.from(), intact.to(), intact.header().position(), intact.header().position());
      return;
    }
    for (Changes.Placed placed : changes.get()) {
      visitor.change(placed.change(), new Place(name, placed.from(), placed.length()));
    }
  }

  /** Empty when the checksums hold but a body is no list of changes. */
  static Optional<List<Changes.Placed>> changesOf(GroupReader.Intact intact) {
    try {
      List<Changes.Placed> changes = new ArrayList<>();
      intact.bodies().forEach(body -> changes.addAll(Changes.decode(body.content(), body.from())));
      return Optional.of(changes);
    } catch (MalformedException notOurs) {
      return Optional.empty();
    }
  }
}
