package org.sheratan.core.mission;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class BackoffTest {
  @Test
  void shouldDoubleFromHalfASecondToItsCap() {
    SeededEntropy entropy = new SeededEntropy(1);
    long[] plain = {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000};
    for (int failures = 1; failures <= plain.length; failures++) {
      for (int draw = 0; draw < 100; draw++) {
        long delay = Backoff.delayMs(failures, entropy);
        assertTrue(delay >= plain[failures - 1] && delay < plain[failures - 1] * 5 / 4,
            failures + ": " + delay);
      }
    }
    assertTrue(Backoff.delayMs(Integer.MAX_VALUE, entropy) >= Backoff.CAP_MS);
  }

  @Test
  void shouldNeedAFailure() {
    assertThrows(IllegalStateException.class, () -> Backoff.delayMs(0, new SeededEntropy(1)));
  }
}
