package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.Identity;

class SecretFileTest {
  private static final String DIGITS = "00112233445566778899aabbccddeeff".repeat(2);

  @TempDir
  Path folder;

  @Test
  void shouldKeepASecretForItsOwner() throws Exception {
    Path file = folder.resolve("secret");
    SecretFile.write(file, "first");
    SecretFile.write(file, "second");
    assertEquals("second", SecretFile.read(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(Files.exists(folder.resolve("secret.new")));
  }

  @Test
  void shouldRefuseASecretThatOthersMayRead() throws Exception {
    Path file = folder.resolve("secret");
    SecretFile.write(file, DIGITS);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    StartRefusal refusal = assertThrows(StartRefusal.class, () -> SecretFile.read(file));
    assertEquals("chmod 600 " + file, refusal.fix());
    assertFalse(refusal.getMessage().contains(DIGITS));
  }

  @Test
  void shouldGiveTheSameIdentityAgain() throws Exception {
    Path file = folder.resolve("identity.key");
    Identity made = IdentityFile.readOrCreate(file, new SystemRandomness());
    assertEquals(made.id(), IdentityFile.readOrCreate(file, new SystemRandomness()).id());
    assertNotEquals(made.id(),
        IdentityFile.readOrCreate(folder.resolve("other"), new SystemRandomness()).id());
  }

  @Test
  void shouldNotReplaceADamagedIdentity() throws Exception {
    Path file = folder.resolve("identity.key");
    SecretFile.write(file, DIGITS.substring(1));
    StartRefusal refusal = assertThrows(StartRefusal.class,
        () -> IdentityFile.readOrCreate(file, new SystemRandomness()));
    assertTrue(refusal.getMessage().contains("64 hexadecimal digits"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("001122"), refusal.getMessage());
  }

  @Test
  void shouldReadNetworkKeysAloneOrFromEnvironmentFiles() throws Exception {
    assertEquals(DIGITS, NetworkKeyText.print(NetworkKeyText.parse(DIGITS, "here")));
    assertEquals(DIGITS,
        NetworkKeyText.print(NetworkKeyText.parse("SHERATAN_NETWORK_KEY=\"" + DIGITS + "\"\n", "here")));
    assertEquals(DIGITS,
        NetworkKeyText.print(NetworkKeyText
            .parse(" SHERATAN_NETWORK_KEY = " + DIGITS.toUpperCase(Locale.ROOT) + "\n", "here")));
  }

  @Test
  void shouldNeverRepeatANetworkKey() throws Exception {
    String wrong = DIGITS + "0";
    StartRefusal refusal = assertThrows(StartRefusal.class, () -> NetworkKeyText.parse(wrong, "stdin"));
    assertEquals(ExitStatus.USAGE, refusal.status());
    assertFalse(refusal.getMessage().contains("0011"), refusal.getMessage());
    assertFalse(NetworkKeyText.parse(DIGITS, "here").toString().contains("0011"));
  }

  @Test
  void shouldNameTheReasonsOfTheFileSystem() throws IOException {
    Path absent = folder.resolve("absent");
    IOException cause = assertThrows(IOException.class, () -> Files.size(absent));
    assertEquals(absent + ": no such file or folder", DataFolder.refusal(absent, cause).getMessage());
    assertEquals("x: No space left on device",
        DataFolder.refusal(Path.of("x"), new IOException("No space left on device")).getMessage());
  }
}
