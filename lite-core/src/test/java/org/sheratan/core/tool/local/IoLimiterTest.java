package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;

class IoLimiterTest {
  private static final StopSign GO = () -> {};
  private long nowMs = 5_000;
  private long pauses;

  @Test
  void shouldKeepToTheRateOverAnyTime() throws ToolFailure {
    IoLimiter limiter = limiter(50_000);
    SeededEntropy entropy = new SeededEntropy(1);
    long startMs = nowMs;
    long bytes = 0;
    for (int round = 0; round < 2000; round++) {
      int chunk = 1 + entropy.nextInt(8000);
      limiter.take(chunk, GO);
      bytes += chunk;
      assertTrue(bytes <= 50.0 * (nowMs - startMs) + 5_000,
          bytes + " bytes after " + (nowMs - startMs) + " ms");
      nowMs += entropy.chance(0.01) ? 3000 : 0;
      if (entropy.chance(0.005)) {
        startMs = nowMs;
        bytes = 0;
      }
    }
  }

  @Test
  void shouldNotSaveUpIdleTime() throws ToolFailure {
    IoLimiter limiter = limiter(10_000);
    nowMs += 3_600_000;
    long startMs = nowMs;
    limiter.take(11_000, GO);
    assertEquals(1000, nowMs - startMs);
  }

  @Test
  void shouldPauseInShortSlicesSoThatAStopIsNoticed() {
    IoLimiter limiter = limiter(1000);
    StopSign afterOneSecond = () -> {
      if (nowMs >= 6_000) {
        throw ToolFailure.here(FailureCode.STOPPED, "enough");
      }
    };
    assertThrows(ToolFailure.class, () -> limiter.take(1_000_000, afterOneSecond));
    assertTrue(nowMs <= 6_100, "stopped at " + nowMs);
  }

  @Test
  void shouldEndWhenTheNodeInterruptsItsPause() {
    IoLimiter limiter = new IoLimiter(1000, () -> Now.monotonic(nowMs), ms -> false);
    assertEquals("stopped", assertThrows(ToolFailure.class, () -> limiter.take(1_000_000, GO)).code());
  }

  @Test
  void shouldNotWaitWithoutALimit() throws ToolFailure {
    limiter(0).take(1L << 40, GO);
    assertEquals(0, pauses);
    assertEquals(64 * 1024, limiter(0).chunkBytes());
    assertEquals(4 * 1024, limiter(1).chunkBytes());
    assertEquals(10_000, limiter(100_000).chunkBytes());
  }

  private IoLimiter limiter(long bytesPerSecond) {
    return new IoLimiter(bytesPerSecond, () -> Now.monotonic(nowMs), ms -> {
      pauses++;
      nowMs += ms;
      return true;
    });
  }
}
