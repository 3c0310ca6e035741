package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Walks one segment or snapshot, holding one window of it and one turn. The groups of a turn are good together or
 * not at all. After a bad group it looks for the next good one: behind the body when the header still holds (its
 * length can be trusted), else byte by byte.
 */
final class GroupReader {
  private static final int WINDOW_BYTES = 64 << 10;
  private static final int NO_EPOCH = -1;

  private final Disk.DiskFile file;
  private final long end;
  private final Checksum checksum;
  private long at;
  private int epoch;
  private long lastPosition;
  private byte[] window = new byte[0];
  private long windowFrom;

  sealed interface Part {
    long from();

    long to();
  }

  /**
   * All of a turn.
   *
   * @param header its last
   * @param checksum of that header, names the turn in a clean mark
   * @param bodies of its groups, one at least
   */
  record Intact(long from, GroupHeader header, int checksum, List<Body> bodies) implements Part {
    @Override
    public long to() {
      return bodies.getLast().to();
    }
  }

  /** What stands behind a header, from {@code from} on. */
  record Body(long from, Bytes content) {
    long to() {
      return from + content.length();
    }
  }

  record Broken(long from, long to) implements Part {}

  /** @param epoch all groups must carry it; empty when unknown (any, but the same for all) */
  GroupReader(Disk.DiskFile file, long from, Checksum checksum, Optional<Integer> epoch) throws IOException {
    this.file = file;
    this.at = from;
    this.end = Math.max(from, file.length());
    this.checksum = checksum;
    this.epoch = epoch.orElse(NO_EPOCH);
  }

  Optional<Part> next() throws IOException {
    if (at >= end) {
      return Optional.empty();
    }
    Optional<Intact> intact = intactAt(at);
    if (intact.isPresent()) {
      accept(intact.get());
      return Optional.of(intact.get());
    }
    long from = at;
    at = nextIntact(resumeBehind(from));
    return Optional.of(new Broken(from, at));
  }

  private void accept(Intact intact) {
    at = intact.to();
    epoch = intact.header().epoch();
    lastPosition = intact.header().position();
  }

  private long resumeBehind(long broken) throws IOException {
    Optional<GroupHeader> header = headerAt(broken);
    return header.isPresent() ? broken + GroupHeader.LENGTH + header.get().bodyLength() : broken + 1;
  }

  private long nextIntact(long from) throws IOException {
    long candidate = nextStart(from);
    while (candidate + GroupHeader.LENGTH <= end) {
      if (intactAt(candidate).isPresent()) {
        return candidate;
      }
      candidate = nextStart(resumeBehind(candidate));
    }
    return end;
  }

  /** Where something from {@code from} on looks like the start of a header: most bytes do not. */
  private long nextStart(long from) throws IOException {
    long candidate = from;
    while (candidate + GroupHeader.LENGTH <= end) {
      int start = hold(candidate, GroupHeader.LENGTH);
      int last = window.length - GroupHeader.LENGTH;
      for (int index = start; index <= last; index++) {
        if (GroupHeader.mayStart(window, index)) {
          return windowFrom + index;
        }
      }
      candidate = windowFrom + last + 1;
    }
    return end;
  }

  private Optional<GroupHeader> headerAt(long offset) throws IOException {
    if (offset + GroupHeader.LENGTH > end) {
      return Optional.empty();
    }
    int start = hold(offset, GroupHeader.LENGTH);
    return GroupHeader.decode(window, start, checksum)
        .filter(header -> header.position() > lastPosition && (epoch == NO_EPOCH || header.epoch() == epoch));
  }

  /** The turn that begins at {@code offset}. */
  private Optional<Intact> intactAt(long offset) throws IOException {
    List<Body> bodies = new ArrayList<>();
    Optional<GroupHeader> before = Optional.empty();
    long next = offset;
    while (before.isEmpty() || before.get().more() > 0) {
      Optional<GroupHeader> header = headerAt(next);
      Optional<Body> body = header.isPresent() && header.get().follows(before)
          ? bodyBehind(next, header.get())
          : Optional.empty();
      if (body.isEmpty()) {
        return Optional.empty();
      }
      bodies.add(body.get());
      before = header;
      next = body.get().to();
    }
    int start = hold(next - bodies.getLast().content().length() - GroupHeader.LENGTH, GroupHeader.LENGTH);
    return Optional.of(new Intact(offset, before.get(), GroupHeader.checksumOf(window, start), bodies));
  }

  private Optional<Body> bodyBehind(long offset, GroupHeader header) throws IOException {
    long from = offset + GroupHeader.LENGTH;
    if (from + header.bodyLength() > end) {
      return Optional.empty();
    }
    int start = hold(offset, GroupHeader.LENGTH + header.bodyLength()) + GroupHeader.LENGTH;
    int to = start + header.bodyLength();
    return checksum.of(window, start, to) == header.bodyChecksum()
        ? Optional.of(new Body(from, Bytes.copyOf(window, start, to)))
        : Optional.empty();
  }

  /** Makes the window cover the range; returns where it starts in it. */
  private int hold(long offset, int length) throws IOException {
    if (offset < windowFrom || offset + length > windowFrom + window.length) {
      window = file.read(offset, (int) Math.min(end - offset, Math.max(length, WINDOW_BYTES))).toArray();
      windowFrom = offset;
    }
    return (int) (offset - windowFrom);
  }
}
