package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class LifetimeCodeTest {
  @Test
  void shouldMatchThePublishedTable() throws IOException {
    Vectors vectors = new Vectors()
        .comment("Remaining lifetimes (docs/protocol.md, \"Lifetime code\"): ms by code");
    for (int code = 0; code <= Limits.MAX_LIFETIME_CODE; code++) {
      vectors.put(Integer.toString(code), LifetimeCode.decodeMs(code));
    }
    vectors.assertPublished("lifetime.txt");
  }

  @Test
  void shouldGrowByAboutAQuarterEachStep() {
    for (int code = 1; code <= Limits.MAX_LIFETIME_CODE; code++) {
      double step = (double) LifetimeCode.decodeMs(code) / LifetimeCode.decodeMs(code - 1);
      assertTrue(step >= 1.23 && step <= 1.29, "step " + code + ": " + step);
    }
    assertEquals(1_000, LifetimeCode.decodeMs(0));
    assertEquals(2_000_000_000L, LifetimeCode.decodeMs(Limits.MAX_LIFETIME_CODE));
  }

  @Test
  void shouldRoundUpToTheNextCode() {
    assertEquals(0, LifetimeCode.encode(1));
    assertEquals(0, LifetimeCode.encode(1_000));
    assertEquals(1, LifetimeCode.encode(1_001));
    assertEquals(Limits.MAX_LIFETIME_CODE, LifetimeCode.encode(Long.MAX_VALUE));
  }

  @Test
  void shouldReturnToTheSameCode() {
    for (int code = 0; code <= Limits.MAX_LIFETIME_CODE; code++) {
      assertEquals(code, LifetimeCode.encode(LifetimeCode.decodeMs(code)));
    }
  }

  @Test
  void shouldNeverShorten() {
    SeededEntropy entropy = new SeededEntropy(1);
    for (int round = 0; round < 10_000; round++) {
      long lifetimeMs = 1 + entropy.nextLong(2_000_000_000L);
      assertTrue(LifetimeCode.decodeMs(LifetimeCode.encode(lifetimeMs)) >= lifetimeMs);
    }
  }

  @Test
  void shouldNotEncodeWhatHasExpired() {
    assertThrows(IllegalStateException.class, () -> LifetimeCode.encode(0));
  }
}
