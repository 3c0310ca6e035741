package org.sheratan.edge.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.junit.jupiter.api.Test;

class FileTroubleTest {
  @Test
  void shouldSayItWithoutTheNamesOfJava() {
    assertEquals("a.toml is not there", FileTrouble.of(new NoSuchFileException("a.toml")));
    assertEquals("no permission for a.toml", FileTrouble.of(new AccessDeniedException("a.toml")));
    assertEquals("a.toml: Is a directory",
        FileTrouble.of(new FileSystemException("a.toml", null, "Is a directory")));
    assertEquals("No space left on device", FileTrouble.of(new IOException("No space left on device")));
    assertEquals("IOException", FileTrouble.of(new IOException()));
  }
}
