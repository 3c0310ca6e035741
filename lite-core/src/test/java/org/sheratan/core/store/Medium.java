package org.sheratan.core.store;

import java.io.IOException;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/** The raw bytes of a disk's files, to damage and to put back. */
record Medium(TreeMap<String, Bytes> files) {
  static Medium of(Disk disk) throws IOException {
    TreeMap<String, Bytes> files = new TreeMap<>();
    for (String name : disk.list()) {
      try (Disk.DiskFile file = disk.open(name)) {
        files.put(name, file.read(0, (int) file.length()));
      }
    }
    return new Medium(files);
  }

  Medium with(String name, Bytes content) {
    TreeMap<String, Bytes> changed = new TreeMap<>(files);
    changed.put(name, content);
    return new Medium(changed);
  }

  Medium without(String name) {
    TreeMap<String, Bytes> changed = new TreeMap<>(files);
    changed.remove(name);
    return new Medium(changed);
  }

  /** With bytes {@code [from, to)} of a file replaced by {@code value}. */
  Medium filled(String name, int from, int to, int value) {
    byte[] content = files.get(name).toArray();
    java.util.Arrays.fill(content, from, to, (byte) value);
    return with(name, Bytes.copyOf(content));
  }

  Medium flipped(String name, int offset, int bits) {
    return filled(name, offset, offset + 1, files.get(name).at(offset) ^ bits);
  }

  StrictDisk disk() {
    StrictDisk disk = StoreFixture.disk(7);
    files.forEach(disk::overwrite);
    return disk;
  }

  String lastSegment() {
    return files.keySet().stream().filter(name -> name.startsWith("journal-")).reduce((a, b) -> b)
        .orElseThrow();
  }
}
