package org.sheratan.edge.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  private static final String TOKEN = "test-token-0123456789abcdef";

  @TempDir
  Path folder;

  /** {@code --token-file <(pass show node)} was no file with a token, nor was {@code /dev/stdin}. */
  @Test
  void shouldReadATokenFromAPipeAndKeepItForTheNextQuestion() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Thread writer = Thread.ofPlatform().start(() -> {
      try {
        Files.writeString(pipe, TOKEN + "\n");
      } catch (java.io.IOException broken) {
        throw new java.io.UncheckedIOException(broken);
      }
    });
    assertEquals(TOKEN, TokenFile.read(pipe).secret());
    writer.join();
    assertEquals(TOKEN, TokenFile.read(pipe).secret(), "nobody writes a second time");
  }

  @Test
  void shouldReadAFileAnewAndNoMoreOfOneThanATokenTakes() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN);
    assertEquals(TOKEN, TokenFile.read(file).secret());
    Files.writeString(file, TOKEN + "2");
    assertEquals(TOKEN + "2", TokenFile.read(file).secret());
    assertThrows(CommandFailure.class, () -> TokenFile.read(Path.of("/dev/zero")));
    assertThrows(CommandFailure.class, () -> TokenFile.read(folder));
    assertThrows(CommandFailure.class, () -> TokenFile.read(folder.resolve("nowhere")));
  }
}
