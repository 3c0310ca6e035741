package org.sheratan.core.store.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A small file that may be something else by mistake or malice: a pipe on which reading waits for ever, a device that never
 * ends.
 */
public final class PlainFile {
  private PlainFile() {}

  /**
   * @param mostBytes 1 or more
   * @throws FileSystemException with the reason, when it is no regular file or longer than {@code mostBytes}
   */
  public static byte[] read(Path file, int mostBytes) throws IOException {
    require(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw new FileSystemException(file.toString(), null, "longer than " + mostBytes + " bytes");
      }
      return bytes;
    }
  }

  /** @throws FileSystemException when it is there, but no regular file; links are followed */
  public static void require(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
  }
}
