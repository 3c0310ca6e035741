package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.access.Issue;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.Now;

class TokensFileTest {
  @TempDir
  Path temporary;

  private DataFolder folder() {
    return new DataFolder(temporary.resolve("n"));
  }

  @BeforeEach
  void setUp() throws StartRefusal {
    DataFolder.create(folder().top());
  }

  private TokenBook open() {
    return TokensFile.open(folder(), new SystemRandomness(), () -> Now.monotonic(0));
  }

  private static String make(TokenBook book, String name) throws IOException {
    return ((Issue.Made) book.create(name, Scope.SUBMIT, Optional.of(60_000L))).secret().secret();
  }

  @Test
  void shouldKeepDigestsForItsOwnerOnly() throws Exception {
    TokenBook book = open();
    assertFalse(Files.exists(folder().tokensFile()), "nothing to keep yet");
    String secret = make(book, "ci");
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().tokensFile())));
    assertFalse(Files.readString(folder().tokensFile()).contains(secret));
    book.close();
    assertTrue(open().lasts(secret));
  }

  @Test
  void shouldLetNobodyInByAFileThatOthersMayChange() throws Exception {
    String secret = make(open(), "ci");
    Files.setPosixFilePermissions(folder().tokensFile(), PosixFilePermissions.fromString("rw-rw----"));
    assertFalse(open().lasts(secret));
  }

  @Test
  void shouldLetNobodyInByABrokenFileAndLeaveItForWhoLooksIntoIt() throws Exception {
    String secret = make(open(), "ci");
    String broken = Files.readString(folder().tokensFile()).replace("submit", "anything");
    SecretFile.write(folder().tokensFile(), broken);
    TokenBook book = open();
    assertEquals(List.of(), book.all());
    assertFalse(book.lasts(secret));
    IOException why = assertThrows(IOException.class, () -> make(book, "other"));
    assertTrue(why.getMessage().contains("line 2") && !why.getMessage().contains("anything"),
        why.getMessage());
    assertEquals(broken, Files.readString(folder().tokensFile()));
  }
}
