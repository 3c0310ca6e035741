package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.tls.CertificateFingerprint;

class CertificateFileTest {
  @TempDir
  Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("tls.pem");
  }

  private CertificateFingerprint of(String... names) throws StartRefusal {
    return CertificateFile.readOrMake(file, List.of(names), new SystemRandomness()).fingerprint();
  }

  @Test
  void shouldKeepWhatPeopleHaveComparedWhileTheNamesStay() throws Exception {
    CertificateFingerprint first = of("alpha.local", "localhost");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(first, of("alpha.local", "localhost"));
    assertNotEquals(first, of("beta.local", "localhost"));
    assertNotEquals(first, of("alpha.local", "localhost"), "the old one is gone");
  }

  @Test
  void shouldNotReplaceABrokenOneInSilence() throws Exception {
    of("alpha.local");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    StartRefusal refused = assertThrows(StartRefusal.class, () -> of("alpha.local"));
    assertTrue(refused.fix().startsWith("rm "), refused.fix());
    assertFalse(refused.getMessage().contains("BEGIN"), "nothing of what is in it");
  }

  @Test
  void shouldRefuseAKeyThatOthersMayRead() throws Exception {
    of("alpha.local");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(StartRefusal.class, () -> of("alpha.local"));
  }
}
