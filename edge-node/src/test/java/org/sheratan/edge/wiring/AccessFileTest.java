package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

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

  private Access open() throws StartRefusal {
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
    open().setPassword("long enough");
    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().accessFile())));
    assertEquals(new Verdict.Right(), open().tryPassword("long enough"));
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
  void shouldRefuseAFileThatOthersMayRead() throws Exception {
    open().setPassword("long enough");
    Files.setPosixFilePermissions(folder().accessFile(), PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(assertThrows(StartRefusal.class, this::open).fix().contains("chmod 600"));
  }

  @Test
  void shouldRefuseABrokenFileWithoutRepeatingIt() throws Exception {
    DataFolder.create(folder().top());
    SecretFile.write(folder().accessFile(), "password=plain-words");
    StartRefusal refused = assertThrows(StartRefusal.class, this::open);
    assertFalse(refused.getMessage().contains("plain-words"), refused.getMessage());
    assertTrue(refused.fix().startsWith("remove it"));
  }
}
