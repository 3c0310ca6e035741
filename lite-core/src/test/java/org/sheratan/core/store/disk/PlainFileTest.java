package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {
  @TempDir
  private Path folder;

  private static String reason(Path file, int mostBytes) {
    return assertThrows(FileSystemException.class, () -> PlainFile.read(file, mostBytes)).getReason();
  }

  @Test
  void shouldReadWhatIsShortEnough() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[]{1, 2, 3});
    assertArrayEquals(new byte[]{1, 2, 3}, PlainFile.read(file, 3));
    assertEquals("longer than 2 bytes", reason(file, 2));
    assertArrayEquals(new byte[]{1, 2, 3},
        PlainFile.read(Files.createSymbolicLink(folder.resolve("link"), file), 4));
  }

  @Test
  void shouldNeitherWaitForAPipeNorReadADeviceWithoutEnd() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertEquals("not a regular file", reason(pipe, 10));
    assertEquals("not a regular file", reason(Path.of("/dev/zero"), 10));
    assertEquals("not a regular file", reason(folder, 10));
  }

  @Test
  void shouldSayThatNothingIsThere() {
    assertThrows(NoSuchFileException.class, () -> PlainFile.read(folder.resolve("absent"), 10));
  }
}
