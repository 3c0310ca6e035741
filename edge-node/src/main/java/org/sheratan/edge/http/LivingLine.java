package org.sheratan.edge.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.store.disk.PrivateFiles;

/**
 * A line in a private file that counts only while the process that left it lives: that process holds a lock on the file, and
 * the kernel takes the lock back whatever ends the process. The lock and the line are of the same file, not only of the same
 * name, so there is no moment in which the one vouches for another's line.
 */
final class LivingLine implements Closeable {
  private static final int MAX_BYTES = 512;
  /** Behind everything there is: Windows lets nobody read what is locked. */
  private static final long LOCKED_AT = Long.MAX_VALUE - 1;

  /**
   * Those of this process. Asked before the file is touched: POSIX drops a process's lock as soon as it closes any channel on
   * the file.
   */
  private static final Map<Path, LivingLine> OURS = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;

  private LivingLine(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Appears whole, private and locked, or not at all. It need not outlive a power cut, and is not synced. */
  static LivingLine leave(Path file, String line) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel channel = PrivateFiles.open(fresh);
    boolean left = false;
    try {
      channel.write(StandardCharsets.US_ASCII.encode(line + "\n"), 0);
      channel.lock(LOCKED_AT, 1, false);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      left = true;
    } finally {
      if (!left) {
        channel.close();
        Files.deleteIfExists(fresh);
      }
    }
    LivingLine living = new LivingLine(file.toAbsolutePath(), channel);
    OURS.put(living.file, living);
    return living;
  }

  /** Empty when the process that left it is gone. */
  static Optional<String> read(Path file) throws IOException {
    if (OURS.containsKey(file.toAbsolutePath())) {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    }
    PlainFile.require(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // A shared lock is had by all at once, and needs no right to write.
      if (channel.tryLock(LOCKED_AT, 1, true) != null) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
      int length = Math.max(0, channel.read(bytes, 0));
      return Optional.of(new String(bytes.array(), 0, length, StandardCharsets.ISO_8859_1).strip());
    }
  }

  /** Takes the line away. */
  @Override
  public void close() throws IOException {
    if (OURS.remove(file, this)) {
      Files.deleteIfExists(file);
    }
    channel.close();
  }
}
