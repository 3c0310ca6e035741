package org.sheratan.core.store;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * Everything up to {@code through}, sorted: named records, then archived ones, in blocks framed like journal
 * groups (position is the block's number), and an end block.
 *
 */
record Snapshot(String name, FileHeader header, boolean headerIntact, long bytes) {
  static Snapshot read(Disk disk, String name, Bytes salt) throws IOException {
    long through = FileNames.snapshotThrough(name).orElseThrow();
    Optional<FileHeader> header = FileHeader
        .decode(WholeFile.readStart(disk, name, FileHeader.LENGTH), FileHeader.SNAPSHOT)
        .filter(found -> found.first() == through && found.salt().equals(salt));
    try (Disk.DiskFile file = disk.open(name)) {
      return new Snapshot(name,
          header.orElseGet(() -> new FileHeader(FileHeader.SNAPSHOT, Format.CURRENT, through, 0, salt)),
          header.isPresent(), file.length());
    }
  }

  long through() {
    return header.first();
  }

  /** From the first block, or from another. */
  SnapshotReader reader(Disk disk, RotLog rots, long from) throws IOException {
    return new SnapshotReader(disk, this, rots, from);
  }

  SnapshotReader reader(Disk disk, RotLog rots) throws IOException {
    return reader(disk, rots, FileHeader.LENGTH);
  }

  /** Its blocks from any place on, which need not be where one starts. */
  GroupReader groups(Disk.DiskFile file, long from) throws IOException {
    return new GroupReader(file, from, header.checksum(),
        headerIntact ? Optional.of(header.epoch()) : Optional.empty());
  }
}
