package org.sheratan.edge.http.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;

class SessionsTest {
  private final Random random = new Random(7);
  private final SecureRandomness seeded = length -> {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  };
  private long nowMs = 1_000;
  private final Access access = new Access(record -> {}, AccessRecord.FRESH, seeded,
      () -> Now.monotonic(nowMs));
  private final Sessions sessions = new Sessions(access, seeded, () -> Now.monotonic(nowMs));

  @Test
  void shouldKnowWhoIsSignedIn() {
    String secret = sessions.open(access.passwordsSet());
    assertTrue(sessions.holds(secret));
    assertFalse(sessions.holds(secret + "x"));
    assertFalse(sessions.holds(""));
    assertNotEquals(secret, sessions.open(access.passwordsSet()));
    sessions.end(secret);
    assertFalse(sessions.holds(secret));
    assertEquals(1, sessions.count());
  }

  @Test
  void shouldEndWhatIsIdle() {
    String secret = sessions.open(access.passwordsSet());
    nowMs += Sessions.IDLE_MS - 1;
    assertTrue(sessions.holds(secret), "and it is used by this");
    nowMs += Sessions.IDLE_MS - 1;
    assertTrue(sessions.holds(secret));
    nowMs += Sessions.IDLE_MS;
    assertFalse(sessions.holds(secret));
  }

  @Test
  void shouldNotTakeLookingForUse() {
    String secret = sessions.open(access.passwordsSet());
    nowMs += Sessions.IDLE_MS - 1;
    assertTrue(sessions.lasts(secret));
    nowMs++;
    assertFalse(sessions.lasts(secret));
  }

  @Test
  void shouldEndWhatIsUsedForADay() {
    String secret = sessions.open(access.passwordsSet());
    for (long untilMs = nowMs + Sessions.LONGEST_MS; nowMs + 1_000_000 < untilMs;) {
      nowMs += 1_000_000;
      assertTrue(sessions.holds(secret));
    }
    nowMs += 1_000_000;
    assertFalse(sessions.holds(secret));
  }

  @Test
  void shouldEndAllWhenThePasswordChanges() throws IOException {
    String secret = sessions.open(access.passwordsSet());
    access.setPassword("another password", access.passwordsSet());
    assertFalse(sessions.holds(secret));
    assertTrue(sessions.holds(sessions.open(access.passwordsSet())));
  }

  @Test
  void shouldKeepAFewAndDropTheIdlest() {
    String first = sessions.open(access.passwordsSet());
    nowMs++;
    String second = sessions.open(access.passwordsSet());
    nowMs++;
    for (int count = 2; count < Sessions.MOST; count++) {
      sessions.open(access.passwordsSet());
    }
    nowMs++;
    assertTrue(sessions.holds(first));
    sessions.open(access.passwordsSet());
    assertEquals(Sessions.MOST, sessions.count());
    assertTrue(sessions.holds(first));
    assertFalse(sessions.holds(second));
  }
}
