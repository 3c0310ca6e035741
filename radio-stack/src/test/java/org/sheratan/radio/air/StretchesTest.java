package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class StretchesTest {
  private static final long SECOND = 1_000_000;
  private static final long WINDOW = Stretches.WINDOW_MICROS;

  @Test
  void shouldCountWhatIsWithinTheWindow() {
    Stretches stretches = new Stretches();
    stretches.add(10 * SECOND, 4 * SECOND);
    stretches.add(20 * SECOND, 5 * SECOND);
    assertEquals(9 * SECOND, stretches.withinMicros(20 * SECOND));
    assertEquals(9 * SECOND, stretches.withinMicros(WINDOW + 6 * SECOND));
    assertEquals(8 * SECOND, stretches.withinMicros(WINDOW + 7 * SECOND));
    assertEquals(5 * SECOND, stretches.withinMicros(WINDOW + 15 * SECOND));
    assertEquals(0, stretches.withinMicros(WINDOW + 20 * SECOND));
  }

  @Test
  void shouldFindTheFirstWindowWithRoom() {
    Stretches stretches = new Stretches();
    stretches.add(10 * SECOND, 4 * SECOND);
    stretches.add(20 * SECOND, 5 * SECOND);
    assertEquals(30 * SECOND, stretches.firstWindowMicros(9 * SECOND, 30 * SECOND));
    assertEquals(WINDOW + 7 * SECOND, stretches.firstWindowMicros(8 * SECOND, 30 * SECOND));
    assertEquals(WINDOW + 16 * SECOND, stretches.firstWindowMicros(4 * SECOND, 30 * SECOND));
    assertEquals(WINDOW + 20 * SECOND, stretches.firstWindowMicros(0, 30 * SECOND));
    assertEquals(2 * WINDOW, stretches.firstWindowMicros(0, 2 * WINDOW));
  }

  @Test
  void shouldForgetWhatLeftForGood() {
    Stretches stretches = new Stretches();
    stretches.add(10 * SECOND, 4 * SECOND);
    stretches.add(20 * SECOND, 5 * SECOND);
    stretches.forget(WINDOW + 10 * SECOND);
    assertEquals(5 * SECOND, stretches.totalMicros());
    stretches.forget(WINDOW + 20 * SECOND);
    assertEquals(List.of(), stretches.all());
    assertEquals(0, stretches.totalMicros());
  }

  @Test
  void shouldPushBackWhatCannotHaveBeenAtOnce() {
    Stretches stretches = new Stretches();
    stretches.add(10 * SECOND, 4 * SECOND);
    stretches.add(10 * SECOND, 4 * SECOND);
    assertEquals(14 * SECOND, stretches.all().getLast().endMicros());
  }

  @Test
  void shouldStayBoundedUnderAnyTraffic() {
    Stretches stretches = new Stretches();
    for (long endMicros = 0; endMicros < 2 * WINDOW; endMicros += 20_000) {
      stretches.add(endMicros, 2_000);
      stretches.forget(endMicros);
    }
    assertTrue(stretches.all().size() <= 1_801, "" + stretches.all().size());
  }

  @Test
  void shouldMergeSeveralInOrder() {
    Stretches one = new Stretches();
    Stretches other = new Stretches();
    one.add(10 * SECOND, SECOND);
    one.add(30 * SECOND, SECOND);
    other.add(20 * SECOND, SECOND);
    assertEquals(List.of(10 * SECOND, 20 * SECOND, 30 * SECOND),
        Stretches.merged(List.of(one, other)).all().stream().map(Stretches.Stretch::endMicros).toList());
  }

  @Test
  void shouldNeverCountLessThanWhatWasSent() {
    for (long seed = 1; seed <= 200; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      Stretches stretches = new Stretches();
      java.util.ArrayList<long[]> exact = new java.util.ArrayList<>();
      long nowMicros = 0;
      for (int index = 0; index < 300; index++) {
        long lengthMicros = 1 + entropy.nextLong(3 * SECOND);
        nowMicros += lengthMicros + entropy.nextLong(30 * SECOND);
        exact.add(new long[]{nowMicros, lengthMicros});
        stretches.add(nowMicros, lengthMicros);
        stretches.forget(nowMicros);
        long from = nowMicros - WINDOW;
        long sum = exact.stream().mapToLong(one -> Math.clamp(one[0] - from, 0, one[1])).sum();
        assertTrue(stretches.withinMicros(nowMicros) >= sum, "seed " + seed);
        assertTrue(stretches.withinMicros(nowMicros) <= sum + 2 * SECOND, "seed " + seed);
      }
    }
  }
}
