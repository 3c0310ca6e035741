package org.sheratan.core.store;

import java.io.IOException;

import org.sheratan.kernel.Bytes;

/** Reading and replacing small files whole. */
final class WholeFile {
  private WholeFile() {}

  /** Durable and all or nothing. */
  static void write(Disk disk, String name, Bytes content) throws IOException {
    String temporary = name + FileNames.TEMPORARY;
    try (Disk.DiskFile file = disk.open(temporary)) {
      file.truncate(0);
      file.append(content);
      file.sync();
    }
    disk.rename(temporary, name);
    disk.syncFolder();
  }

  /** The first {@code length} bytes, or as many as there are. */
  static Bytes readStart(Disk disk, String name, int length) throws IOException {
    try (Disk.DiskFile file = disk.open(name)) {
      return file.read(0, (int) Math.min(file.length(), length));
    }
  }

  /** Copies a damaged range aside. */
  static void copyRange(Disk disk, String from, long start, long end, String to) throws IOException {
    try (Disk.DiskFile source = disk.open(from); Disk.DiskFile target = disk.open(to + FileNames.TEMPORARY)) {
      target.truncate(0);
      for (long at = start; at < end; at += Limits.SNAPSHOT_BLOCK_BYTES) {
        target.append(source.read(at, (int) Math.min(Limits.SNAPSHOT_BLOCK_BYTES, end - at)));
      }
      target.sync();
    }
    disk.rename(to + FileNames.TEMPORARY, to);
    disk.syncFolder();
  }
}
