package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Copies damaged ranges aside and remembers them, each once. */
final class RotLog {
  private final Disk disk;
  private final Epochs epochs;
  private final List<Rot> found = new ArrayList<>();

  RotLog(Disk disk, Epochs epochs) {
    this.disk = disk;
    this.epochs = epochs;
  }

  synchronized void add(String file, long from, long to, long firstLost, long lastLost) throws IOException {
    String quarantine = FileNames.quarantine(file, from, to);
    if (found.stream().noneMatch(rot -> rot.quarantine().equals(quarantine))) {
      boolean known = disk.list().contains(quarantine);
      if (!known) {
        // With the copy there, no later start takes it for news.
        epochs.doubt();
        WholeFile.copyRange(disk, file, from, to, quarantine);
      }
      found.add(new Rot(file, from, to, firstLost, lastLost, quarantine, known));
    }
  }

  synchronized List<Rot> all() {
    return List.copyOf(found);
  }

  synchronized boolean anyNew() {
    return found.stream().anyMatch(rot -> !rot.known());
  }
}
