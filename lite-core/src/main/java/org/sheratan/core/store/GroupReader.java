package org.sheratan.core.store;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Walks the groups of one segment or snapshot, holding one window of it. After a bad group it looks for the next
 * good one: behind the body when the header still holds (its length can be trusted), else byte by byte.
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

  /** @param checksum of the header, names the group in a clean mark */
  record Intact(long from, GroupHeader header, int checksum, Bytes body) implements Part {
    @Override
    public long to() {
      return from + GroupHeader.LENGTH + body.length();
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
    for (long candidate = from; candidate + GroupHeader.LENGTH <= end; candidate++) {
      if (intactAt(candidate).isPresent()) {
        return candidate;
      }
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

  private Optional<Intact> intactAt(long offset) throws IOException {
    Optional<GroupHeader> found = headerAt(offset);
    if (found.isEmpty() || offset + GroupHeader.LENGTH + found.get().bodyLength() > end) {
      return Optional.empty();
    }
    GroupHeader header = found.get();
    int start = hold(offset, GroupHeader.LENGTH + header.bodyLength());
    int bodyFrom = start + GroupHeader.LENGTH;
    int bodyTo = bodyFrom + header.bodyLength();
    if (checksum.of(window, bodyFrom, bodyTo) != header.bodyChecksum()) {
      return Optional.empty();
    }
    return Optional.of(new Intact(offset, header, GroupHeader.checksumOf(window, start),
        Bytes.copyOf(window, bodyFrom, bodyTo)));
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
