package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SecureRandomness;

class PasswordHashTest {
  private final Random random = new Random(1);
  private final SecureRandomness seeded = length -> {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  };

  @Test
  void shouldMatchThePasswordAndNoOther() {
    PasswordHash hash = PasswordHash.of("grüner Hering", seeded);
    assertTrue(hash.matches("grüner Hering"));
    assertFalse(hash.matches("gruner Hering"));
    assertFalse(hash.matches(""));
    assertEquals(hash, new PasswordHash(hash.text()));
  }

  @Test
  void shouldSaltEachHash() {
    assertNotEquals(PasswordHash.of("same", seeded), PasswordHash.of("same", seeded));
  }

  /** Made by the reference program of Argon2: echo -n password | argon2 somesaltsomesalt -id -t 2 -k 64 -p 1 -l 32 -e. */
  @Test
  void shouldReadWhatOthersMake() {
    PasswordHash foreign = new PasswordHash(REFERENCE);
    assertTrue(foreign.matches("password"));
    assertFalse(foreign.matches("Password"));
  }

  private static final String REFERENCE = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Gpj7qOY5RCXJvcMzqcdQqvgR3wcPX7SleI4c9NtXk6E";

  @Test
  void shouldShowNothingOfItself() {
    assertFalse(PasswordHash.of("secret", seeded).toString().contains("argon2"));
  }

  @Test
  void shouldRefuseWhatWouldCostTooMuchToCheck() {
    String good = PasswordHash.of("x", seeded).text();
    for (String bad : new String[]{good.replace("m=7168", "m=999999"), good.replace("t=5", "t=999"),
        good.replace("t=5", "t=0"), good.replace("m=7168", "m=1"), good.replace("p=1", "p=2"),
        good.replace("argon2id", "argon2i"), good + "x", "", "$argon2id$"}) {
      assertThrows(MalformedException.class, () -> new PasswordHash(bad), bad);
    }
  }

  @Test
  void shouldRefuseNoiseWithATypedError() {
    String good = PasswordHash.of("x", seeded).text();
    for (int count = 0; count < 5_000; count++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x180));
      }
      try {
        assertEquals(text.toString(), new PasswordHash(text.toString()).text());
      } catch (MalformedException refused) {
        assertEquals("password hash", refused.field());
      }
    }
  }
}
