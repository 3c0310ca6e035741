package org.sheratan.radio.mesh.neighbor;

import java.util.Optional;

/** Smoothed round trip and its retry time, after RFC 6298; samples of repeated frames are left out (Karn). */
public final class RoundTrip {
  private static final long FLOOR_MS = 10;

  private final long initialRetryMs;
  private long smoothedMs = -1;
  private long variationMs;

  public RoundTrip(long initialRetryMs) {
    this.initialRetryMs = initialRetryMs;
  }

  public void sample(long roundTripMs) {
    if (smoothedMs < 0) {
      smoothedMs = roundTripMs;
      variationMs = roundTripMs / 2;
    } else {
      variationMs = (3 * variationMs + Math.abs(smoothedMs - roundTripMs)) / 4;
      smoothedMs = (7 * smoothedMs + roundTripMs) / 8;
    }
  }

  public long retryMs() {
    return smoothedMs < 0 ? initialRetryMs : smoothedMs + Math.max(FLOOR_MS, 4 * variationMs);
  }

  Optional<Long> measuredMs() {
    return smoothedMs < 0 ? Optional.empty() : Optional.of(smoothedMs);
  }

  /** Measured, or {@code otherwise} before the first sample. */
  public long smoothedMs(long otherwise) {
    return smoothedMs < 0 ? otherwise : smoothedMs;
  }
}
