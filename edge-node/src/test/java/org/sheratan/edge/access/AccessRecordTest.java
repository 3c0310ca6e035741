package org.sheratan.edge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.secure.PasswordHash;

class AccessRecordTest {
  private static final String HASH = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Gpj7qOY5RCXJvcMzqcdQqvgR3wcPX7SleI4c9NtXk6E";

  @Test
  void shouldReadBackWhatItWrites() {
    assertEquals("wrong=0", AccessRecord.FRESH.encode());
    AccessRecord set = new AccessRecord(Optional.of(new PasswordHash(HASH)), 12);
    assertEquals("wrong=12 password=" + HASH, set.encode());
    assertEquals(set, AccessRecord.decode(set.encode()));
    assertEquals(AccessRecord.FRESH, AccessRecord.decode("wrong=0"));
  }

  @Test
  void shouldStopCountingSomewhere() {
    assertEquals(AccessRecord.MOST_WRONG, AccessRecord.FRESH.withWrong(1_000_000).wrong());
  }

  @Test
  void shouldRefuseEverythingElse() {
    for (String text : new String[]{"", "wrong=", "wrong=-1", "wrong=1000", "wrong=1 password=",
        "password=" + HASH,
        "wrong=1 password=secret", "wrong=1 password=" + HASH + " more", "wrong=1\n"}) {
      assertThrows(MalformedException.class, () -> AccessRecord.decode(text), text);
    }
  }

  @Test
  void shouldRefuseNoiseWithATypedError() {
    Random random = new Random(3);
    for (int count = 0; count < 20_000; count++) {
      StringBuilder text = new StringBuilder("wrong=12 password=" + HASH);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x180));
      }
      try {
        AccessRecord read = AccessRecord.decode(text.toString());
        assertEquals(read, AccessRecord.decode(read.encode()));
      } catch (MalformedException refused) {
        assertTrue(List.of("access", "password hash").contains(refused.field()), refused.field());
      }
    }
  }
}
