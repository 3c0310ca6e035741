package org.sheratan.core.tool.local;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.kernel.Clock;

/**
 * A token bucket over bytes, shared by all tools of a node: over any time T they move at most rate·T plus one tenth
 * of a second's worth. Whoever comes first is served first.
 */
final class IoLimiter {
  private static final long US_PER_MS = 1000;
  private static final long US_PER_S = 1_000_000;
  private static final long BURST_US = 100_000;
  /** Slices, so that a stop is noticed soon. */
  private static final long MAX_PAUSE_MS = 100;
  private static final int MIN_CHUNK = 4 * 1024;
  private static final int MAX_CHUNK = 64 * 1024;
  private static final int CHUNKS_PER_S = 10;

  private final long bytesPerSecond;
  private final Clock clock;
  private final Pause pause;
  private long paidUntilUs = Long.MIN_VALUE;

  /** @param bytesPerSecond 0 for no limit */
  IoLimiter(long bytesPerSecond, Clock clock, Pause pause) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.pause = pause;
  }

  /** How much to read or write at a time. */
  int chunkBytes() {
    return bytesPerSecond == 0
        ? MAX_CHUNK
        : Math.clamp(bytesPerSecond / CHUNKS_PER_S, MIN_CHUNK, MAX_CHUNK);
  }

  /** Returns once {@code bytes} may be moved. */
  void take(long bytes, StopSign stop) throws ToolFailure {
    stop.check();
    if (bytesPerSecond == 0) {
      return;
    }
    long dueUs = reserve(bytes);
    for (long leftUs = dueUs - nowUs(); leftUs > 0; leftUs = dueUs - nowUs()) {
      long ms = Math.clamp((leftUs + US_PER_MS - 1) / US_PER_MS, 1, MAX_PAUSE_MS);
      if (!pause.forMs(ms)) {
        throw ToolFailure.here(FailureCode.STOPPED, "the node is stopping");
      }
      stop.check();
    }
  }

  private synchronized long reserve(long bytes) {
    paidUntilUs = Math.max(paidUntilUs, nowUs() - BURST_US) + bytes * US_PER_S / bytesPerSecond;
    return paidUntilUs;
  }

  private long nowUs() {
    return clock.now().monoMs() * US_PER_MS;
  }
}
