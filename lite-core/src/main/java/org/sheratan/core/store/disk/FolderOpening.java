package org.sheratan.core.store.disk;

import java.nio.file.Path;

/** How opening a data folder went. */
public sealed interface FolderOpening {
  record Opened(FolderDisk disk) implements FolderOpening {}

  /** Another process has it. {@code pid} is 0 when it left no readable number. */
  record Locked(Path folder, long pid) implements FolderOpening {
    public String message() {
      return "data folder " + folder + " is in use by process " + (pid == 0 ? "(unknown)" : pid);
    }
  }

  /** Nothing can be written there. */
  record ReadOnly(Path folder, String reason) implements FolderOpening {
    public String message() {
      return "data folder " + folder + " cannot be written: " + reason;
    }
  }

  /** Not a folder, or the disk refused. */
  record Unusable(Path folder, String reason) implements FolderOpening {
    public String message() {
      return "data folder " + folder + " cannot be used: " + reason;
    }
  }
}
