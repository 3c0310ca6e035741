package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * What time it is by the sender's clock: {@code varint 4 · seconds + quality}. Only who has it from NTP or GPS says so;
 * what was told is not told on.
 *
 * @param wallSeconds since 1970 UTC, rounded down
 * @param quality NTP or GPS, the sender's word
 */
public record ClockClaim(long wallSeconds, WallQuality quality) {
  private static final int QUALITY_BITS = 2;
  private static final int MS = 1000;
  /** Some 35,000 years: whoever takes a claim has narrower bounds. */
  private static final long MAX_SECONDS = 1L << 40;

  /** Empty where the clock is not good enough to be told. */
  public static Optional<ClockClaim> of(Now now) {
    long seconds = now.wallMs() / MS;
    return now.quality().verified() && seconds >= 0 && seconds <= MAX_SECONDS
        ? Optional.of(new ClockClaim(seconds, now.quality()))
        : Optional.empty();
  }

  /** In the middle of the second. */
  public long wallMs() {
    return wallSeconds * MS + MS / 2;
  }

  void write(ByteWriter out) {
    out.varint(wallSeconds << QUALITY_BITS | quality.code());
  }

  static ClockClaim read(ByteReader in) {
    int start = in.offset();
    long value = in.varint("clock", (MAX_SECONDS << QUALITY_BITS) + (1 << QUALITY_BITS) - 1);
    in.end("clock");
    WallQuality quality = WallQuality.of((int) (value & (1 << QUALITY_BITS) - 1));
    if (!quality.verified()) {
      throw new MalformedException("clock", start, "neither NTP nor GPS");
    }
    return new ClockClaim(value >>> QUALITY_BITS, quality);
  }
}
