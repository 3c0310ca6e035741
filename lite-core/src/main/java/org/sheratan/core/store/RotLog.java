package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies damaged ranges aside and remembers them, each once. */
final class RotLog {
  private final Disk disk;
  private final List<Rot> found = new ArrayList<>();

  RotLog(Disk disk) {
    this.disk = disk;
  }

  synchronized void add(String file, long from, long to, long firstLost, long lastLost) throws IOException {
    if (found.stream().anyMatch(rot -> rot.file().equals(file) && rot.from() == from)) {
      return;
    }
    String quarantine = from < to ? FileNames.quarantine(file, from) : "";
    if (from < to) {
      WholeFile.copyRange(disk, file, from, to, quarantine);
    }
    found.add(new Rot(file, from, to, firstLost, lastLost, quarantine));
  }

  synchronized List<Rot> all() {
    return List.copyOf(found);
  }
}
