package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.secure.ReplayWindow.Verdict;

class ReplayWindowTest {
  @Test
  void shouldTakeEachCounterOnce() {
    ReplayWindow window = new ReplayWindow();
    for (int counter : new int[]{0, 5, 3, 1023, 1024, 70, 65_535}) {
      assertEquals(Verdict.NEW, window.judge(counter));
      window.take(counter);
      assertEquals(Verdict.SEEN, window.judge(counter));
    }
  }

  @Test
  void shouldReachBack1023Counters() {
    ReplayWindow window = new ReplayWindow();
    window.take(5_000);
    assertEquals(Verdict.NEW, window.judge(5_000 - 1_023));
    assertEquals(Verdict.TOO_OLD, window.judge(5_000 - 1_024));
  }

  /** Against a set that remembers everything, through encodings now and then. */
  @Test
  void shouldAgreeWithAModel() {
    for (long seed = 1; seed <= 200; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      ReplayWindow window = new ReplayWindow();
      TreeSet<Integer> taken = new TreeSet<>();
      int base = 0;
      for (int step = 0; step < 300; step++) {
        base = Math.min(60_000, base + entropy.nextInt(entropy.chance(0.02) ? 3_000 : 20));
        int counter = Math.max(0, base - entropy.nextInt(1_200));
        Verdict expected = expected(taken, counter);
        assertEquals(expected, window.judge(counter), "seed " + seed + ", step " + step);
        if (expected == Verdict.NEW) {
          window.take(counter);
          taken.add(counter);
        }
        window = entropy.chance(0.1) ? ReplayWindow.decode(window.encode()) : window;
      }
    }
  }

  @Test
  void shouldStayShortOnDiskForAnOrderlyStream() {
    ReplayWindow window = new ReplayWindow();
    assertEquals(1, window.encode().length());
    for (int counter = 0; counter < 20_000; counter++) {
      window.take(counter);
    }
    assertEquals(3, window.encode().length());
    window.take(20_001);
    assertEquals(4, window.encode().length());
    assertEquals(Verdict.NEW, ReplayWindow.decode(window.encode()).judge(20_000));
    assertEquals(Verdict.SEEN, ReplayWindow.decode(window.encode()).judge(19_999));
  }

  @Test
  void shouldComeBackEmptyFromDisk() {
    assertEquals(Verdict.NEW, ReplayWindow.decode(new ReplayWindow().encode()).judge(0));
  }

  @Test
  void shouldRefuseBrokenEncodings() {
    assertThrows(MalformedException.class, () -> ReplayWindow.decode(Bytes.EMPTY));
    assertThrows(MalformedException.class, () -> ReplayWindow.decode(Bytes.hex("818004")));
    assertThrows(MalformedException.class, () -> ReplayWindow.decode(Bytes.hex("05" + "00".repeat(129))));
    assertTrue(ReplayWindow.decode(Bytes.hex("05" + "00".repeat(128))).judge(0) == Verdict.NEW);
  }

  private static Verdict expected(TreeSet<Integer> taken, int counter) {
    if (!taken.isEmpty() && taken.last() - counter >= 1_024) {
      return Verdict.TOO_OLD;
    }
    return taken.contains(counter) ? Verdict.SEEN : Verdict.NEW;
  }
}
