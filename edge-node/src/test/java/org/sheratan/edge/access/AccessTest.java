package org.sheratan.edge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;

class AccessTest {
  private static final String PASSWORD = "correct horse";
  private final Random random = new Random(7);
  private final SecureRandomness seeded = length -> {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  };
  private final List<AccessRecord> saved = new ArrayList<>();
  private boolean diskFull;
  private long nowMs = 5_000;
  private Access access = open(AccessRecord.FRESH);

  private Access open(AccessRecord kept) {
    return new Access(record -> {
      if (diskFull) {
        throw new IOException("no space left on device");
      }
      saved.add(record);
    }, kept, seeded, () -> Now.monotonic(nowMs));
  }

  private String code() {
    return access.setupCode().orElseThrow();
  }

  @Test
  void shouldShowOneCodeUntilItExpires() {
    String code = code();
    assertTrue(code.matches("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}"), code);
    nowMs += Access.CODE_LIFETIME_MS - 1;
    assertEquals(code, code());
    nowMs += 1;
    assertNotEquals(code, code());
  }

  @Test
  void shouldCountHowOftenThePasswordWasSet() throws IOException {
    assertEquals(0, access.passwordsSet());
    access.setPassword(PASSWORD, access.passwordsSet());
    assertEquals(1, access.passwordsSet());
    diskFull = true;
    assertThrows(IOException.class, () -> access.setPassword("another one", access.passwordsSet()));
    assertEquals(1, access.passwordsSet());
  }

  @Test
  void shouldUseTheCodeUpWithThePasswordThatIsSet() throws IOException {
    String code = code();
    assertEquals(new Verdict.Right(0), access.tryCode(code.toLowerCase(Locale.ROOT).replace("-", " ")));
    assertEquals(new Verdict.Right(0), access.tryCode(code), "a password that is too short costs no code");
    assertEquals(new Verdict.Right(1), access.setPassword(PASSWORD, 0));
    assertEquals(new Verdict.NotNow(), access.tryCode(code));
  }

  @Test
  void shouldNotLetAnEarlierCodeOverrideThePasswordSetSince() throws IOException {
    assertEquals(new Verdict.Right(0), access.tryCode(code()));
    assertEquals(new Verdict.Right(1), access.setPassword(PASSWORD, 0));
    assertEquals(new Verdict.NotNow(), access.setPassword("a stranger's", 0));
    assertEquals(new Verdict.Right(1), access.tryPassword(PASSWORD));
  }

  @Test
  void shouldRefuseAnExpiredCode() throws IOException {
    String code = code();
    nowMs += Access.CODE_LIFETIME_MS;
    assertEquals(new Verdict.Wrong(0), access.tryCode(code));
  }

  @Test
  void shouldKnowOnlyThePasswordOnceOneIsSet() throws IOException {
    assertEquals(new Verdict.NotNow(), access.tryPassword(PASSWORD), "there is no default password");
    access.setPassword(PASSWORD, access.passwordsSet());
    assertEquals(Optional.empty(), access.setupCode());
    assertEquals(new Verdict.NotNow(), access.tryCode("K7F3-9QXM"));
    assertEquals(new Verdict.Right(1), access.tryPassword(PASSWORD));
    assertEquals(new Verdict.Wrong(0), access.tryPassword(""));
    assertEquals(new Verdict.Wrong(0), access.tryPassword("x".repeat(1_000_000)));
    access.setPassword("another one", access.passwordsSet());
    assertEquals(new Verdict.Right(2), access.tryPassword("another one"));
  }

  @Test
  void shouldMakeGuessersWaitLongerEachTime() throws IOException {
    code();
    List<Long> waits = new ArrayList<>();
    for (int tries = 0; tries < 13; tries++) {
      Verdict verdict = access.tryCode("WRNG-WRNG");
      long waitS = ((Verdict.Wrong) verdict).waitS();
      waits.add(waitS);
      if (waitS > 0) {
        nowMs += 1_000 * waitS - 1;
        assertEquals(new Verdict.TooSoon(1), access.tryCode(code()), "not even the right one is looked at");
        nowMs += 1;
      }
    }
    assertEquals(List.of(0L, 0L, 5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L, 900L), waits);
    assertEquals(new Verdict.Right(0), access.tryCode(code()));
    assertEquals(0, saved.getLast().wrong());
  }

  @Test
  void shouldRememberWrongTriesOverARestart() throws IOException {
    access.setPassword(PASSWORD, access.passwordsSet());
    for (int tries = 0; tries < 4; tries++) {
      access.tryPassword("wrong");
      nowMs += 60_000;
    }
    nowMs = 0;
    access = open(saved.getLast());
    assertEquals(new Verdict.TooSoon(10), access.tryPassword(PASSWORD));
    nowMs += 10_000;
    assertEquals(new Verdict.Wrong(20), access.tryPassword("wrong"));
    nowMs += 20_000;
    assertEquals(new Verdict.Right(0), access.tryPassword(PASSWORD));
  }

  @Test
  void shouldCountATryBeforeItIsCompared() throws IOException {
    access.setPassword(PASSWORD, access.passwordsSet());
    saved.clear();
    access.tryPassword(PASSWORD);
    assertEquals(List.of(1, 0), saved.stream().map(AccessRecord::wrong).toList());
  }

  /** A try holds the lock for as long as Argon2 and the disk take; a stranger's wrong one must freeze nobody else. */
  @Test
  void shouldSayWhetherThereIsAPasswordWhileATryIsCompared() throws Exception {
    List<Integer> answers = new ArrayList<>();
    access = new Access(record -> {
      Thread other = Thread
          .startVirtualThread(() -> answers.add(access.passwordSet() ? access.passwordsSet() : -1));
      try {
        other.join(10_000);
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      assertFalse(other.isAlive(), "it waits for the try");
    }, AccessRecord.FRESH, seeded, () -> Now.monotonic(nowMs));
    access.tryCode("WRNG-WRNG");
    access.setPassword(PASSWORD, access.passwordsSet());
    access.tryPassword("wrong");
    assertEquals(List.of(-1, -1, 1), answers);
  }

  @Test
  void shouldNotLookAtTriesItCannotCount() throws IOException {
    access.setPassword(PASSWORD, access.passwordsSet());
    diskFull = true;
    assertEquals(new Verdict.Uncounted("no space left on device", Access.LONGEST_WAIT_S),
        access.tryPassword(PASSWORD));
    assertThrows(IOException.class, () -> access.setPassword("another one", access.passwordsSet()));
    diskFull = false;
    assertEquals(new Verdict.Right(1), access.tryPassword(PASSWORD));
  }

  /** The log, which says what is wrong with it, is behind login. */
  @Test
  void shouldLookAtATryNowAndThenOnAFullDisk() throws IOException {
    access.setPassword(PASSWORD, access.passwordsSet());
    diskFull = true;
    nowMs += 1_000 * Access.LONGEST_WAIT_S - 1;
    assertEquals(new Verdict.Uncounted("no space left on device", 1), access.tryPassword(PASSWORD));
    nowMs += 1;
    assertEquals(new Verdict.Wrong(Access.LONGEST_WAIT_S), access.tryPassword("wrong"));
    assertEquals(new Verdict.TooSoon(Access.LONGEST_WAIT_S), access.tryPassword(PASSWORD));
    nowMs += 1_000 * Access.LONGEST_WAIT_S;
    assertEquals(new Verdict.Right(1), access.tryPassword(PASSWORD));
    assertEquals(new Verdict.Uncounted("no space left on device", Access.LONGEST_WAIT_S),
        access.tryPassword(PASSWORD), "a right one frees no other");
    access = open(saved.getLast());
    assertEquals(new Verdict.Uncounted("no space left on device", Access.LONGEST_WAIT_S),
        access.tryPassword(PASSWORD), "pulling the plug saves no time");
  }

  @Test
  void shouldKeepNoSecretInWhatItSaysOfItself() throws IOException {
    String code = code();
    access.setPassword(PASSWORD, access.passwordsSet());
    assertFalse(saved.toString().contains(PASSWORD));
    assertFalse(saved.getLast().encode().contains(PASSWORD));
    assertFalse(saved.toString().contains("argon2"));
    assertEquals("SetupCode[secret]", SetupCode.generate(seeded).toString());
    assertFalse(saved.getLast().encode().contains(code));
  }

  @Test
  void shouldDrawEverySignOfACode() {
    StringBuilder drawn = new StringBuilder();
    for (int count = 0; count < 2_000; count++) {
      drawn.append(SetupCode.generate(seeded).text().replace("-", ""));
    }
    assertEquals(30, drawn.chars().distinct().count());
    drawn.chars().distinct().forEach(sign -> {
      long times = drawn.chars().filter(each -> each == sign).count();
      assertTrue(times > 400 && times < 670, (char) sign + " came " + times + " times in 16000");
    });
  }
}
