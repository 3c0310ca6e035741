package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.Verdict;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.Now;

class AccessFileTest {
  @TempDir
  Path temporary;

  private DataFolder folder() {
    return new DataFolder(temporary.resolve("n"));
  }

  private Access open() {
    return AccessFile.open(folder(), new SystemRandomness(), () -> Now.monotonic(0));
  }

  @Test
  void shouldStartWithoutAPassword() throws Exception {
    Access access = open();
    assertFalse(access.passwordSet());
    assertTrue(access.setupCode().isPresent());
    assertFalse(Files.exists(folder().accessFile()), "nothing to keep yet");
  }

  @Test
  void shouldKeepThePasswordForItsOwnerOnly() throws Exception {
    open().setPassword("long enough", 0);
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().accessFile())));
    assertEquals(new Verdict.Right(0), open().tryPassword("long enough"));
  }

  @Test
  void shouldCountWrongTriesOnDisk() throws Exception {
    Access access = open();
    access.setupCode();
    access.tryCode("AAAA-AAAA");
    access.tryCode("AAAA-AAAA");
    assertEquals("wrong=2", SecretFile.read(folder().accessFile()));
    assertEquals(new Verdict.Wrong(5), open().tryCode("AAAA-AAAA"));
    assertEquals(new Verdict.TooSoon(5), open().tryCode("AAAA-AAAA"));
  }

  @Test
  void shouldLetNobodyInByAFileThatOthersMayRead() throws Exception {
    open().setPassword("long enough", 0);
    Files.setPosixFilePermissions(folder().accessFile(), PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(open().barred().orElseThrow().fix().contains("chmod 600"));
    assertEquals(new Verdict.NotNow(), open().tryPassword("long enough"));
  }

  @Test
  void shouldLetNobodyInByABrokenFileAndNotRepeatIt() throws Exception {
    DataFolder.create(folder().top());
    SecretFile.write(folder().accessFile(), "password=plain-words");
    Access access = open();
    Access.Barred barred = access.barred().orElseThrow();
    assertFalse(barred.why().contains("plain-words"), barred.why());
    assertTrue(barred.fix().startsWith("remove it"));
    assertEquals(Optional.empty(), access.setupCode(), "or breaking the file would be a way in");
    assertEquals(new Verdict.NotNow(), access.tryCode("AAAA-AAAA"));
    assertThrows(IOException.class, () -> access.setPassword("long enough", access.passwordsSet()));
    assertEquals("password=plain-words", SecretFile.read(folder().accessFile()),
        "left for who looks into it");
  }
}
