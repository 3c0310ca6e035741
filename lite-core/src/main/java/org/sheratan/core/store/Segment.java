package org.sheratan.core.store;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.kernel.Bytes;

/**
 * A journal file.
 *
 * @param header what its first 32 bytes say; rebuilt from name and format file when they are damaged
 * @param headerIntact false when they are
 */
record Segment(String name, FileHeader header, boolean headerIntact) {
  static Segment read(Disk disk, String name, Bytes salt) throws IOException {
    long first = FileNames.segmentFirst(name).orElseThrow();
    Optional<FileHeader> header = FileHeader
        .decode(WholeFile.readStart(disk, name, FileHeader.LENGTH), FileHeader.SEGMENT)
        .filter(found -> found.first() == first && found.salt().equals(salt));
    return header.isPresent()
        ? new Segment(name, header.get(), true)
        : new Segment(name, new FileHeader(FileHeader.SEGMENT, Format.CURRENT, first, 0, salt), false);
  }

  long first() {
    return header.first();
  }

  GroupReader groups(Disk.DiskFile file) throws IOException {
    return new GroupReader(file, FileHeader.LENGTH, header.checksum(),
        headerIntact ? Optional.of(header.epoch()) : Optional.empty());
  }
}
