package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within one process; KilledNodeTest has two. */
class LivingLineTest {
  @TempDir
  private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("line");
  }

  @Test
  void shouldCountUntilItIsTakenAway() throws IOException {
    try (LivingLine line = LivingLine.leave(file, "here")) {
      assertEquals(Optional.of("here"), LivingLine.read(file), line::toString);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertFalse(Files.exists(folder.resolve("line.new")));
    }
    assertThrows(NoSuchFileException.class, () -> LivingLine.read(file));
  }

  @Test
  void shouldNotCountWhenNobodyHoldsIt() throws IOException {
    Files.writeString(file, "left behind\n");
    assertEquals(Optional.empty(), LivingLine.read(file));
    assertEquals(Optional.empty(), LivingLine.read(file), "whoever looked held it for that long only");
  }

  @Test
  void shouldTakeOnlyItsOwnLineAway() throws IOException {
    LivingLine first = LivingLine.leave(file, "first");
    try (LivingLine second = LivingLine.leave(file, "second")) {
      first.close();
      assertEquals(Optional.of("second"), LivingLine.read(file), second::toString);
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void shouldLeaveNothingHalfWrittenWhereItCannotBe() throws IOException {
    Files.createDirectory(file);
    assertThrows(IOException.class, () -> LivingLine.leave(file, "here"));
    assertFalse(Files.exists(folder.resolve("line.new")));
  }
}
