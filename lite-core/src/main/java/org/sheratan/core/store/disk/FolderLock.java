package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The file {@code lock}: held by the kernel as long as the process lives, holds its pid as text. */
final class FolderLock implements AutoCloseable {
  static final String NAME = "lock";
  private static final int PID_MAX_BYTES = 20;

  /**
   * Folders this process holds. Asked before the file is touched: POSIX drops a process's lock as soon as it
   * closes any channel on the file.
   */
  private static final Set<Path> OURS = new TreeSet<>();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** How an attempt went. */
  sealed interface Attempt {
    record Held(FolderLock lock) implements Attempt {}

    /** {@code pid} is 0 when the holder left no readable number. */
    record HeldBy(long pid) implements Attempt {}
  }

  static Attempt tryLock(Path folder) throws IOException {
    Path real = folder.toRealPath();
    synchronized (OURS) {
      if (!OURS.add(real)) {
        return new Attempt.HeldBy(ProcessHandle.current().pid());
      }
      boolean held = false;
      FileChannel channel = PrivateFiles.open(folder.resolve(NAME));
      try {
        // Behind everything there is: Windows lets nobody read what is locked, and others read the pid.
        held = channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        if (!held) {
          return new Attempt.HeldBy(pidIn(channel));
        }
        leavePid(channel);
        return new Attempt.Held(new FolderLock(real, channel));
      } finally {
        if (!held) {
          channel.close();
          OURS.remove(real);
        }
      }
    }
  }

  /** For people only. In place: on a full disk there may be no room for it but where an earlier one stood. */
  private static void leavePid(FileChannel channel) {
    try {
      channel
          .truncate(channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0));
    } catch (IOException noRoom) {
      // The lock holds without it.
    }
  }

  private static long pidIn(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(PID_MAX_BYTES);
    int length = Math.max(0, channel.read(text, 0));
    String pid = new String(text.array(), 0, length, StandardCharsets.US_ASCII).strip();
    return pid.matches("[0-9]{1,18}") ? Long.parseLong(pid) : 0;
  }

  @Override
  public void close() throws IOException {
    synchronized (OURS) {
      OURS.remove(folder);
      channel.close();
    }
  }
}
