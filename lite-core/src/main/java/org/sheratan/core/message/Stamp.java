package org.sheratan.core.message;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * When something happened, by this node's own clock. Stored as quality 1, milliseconds varint; monotonic time means
 * nothing to a later start.
 *
 * @param wallMs milliseconds since 1970 UTC, a claim; 0 when {@code quality} is NONE
 * @param quality how far that may be believed
 * @param monoMs monotonic time of this start; empty when it happened in an earlier one
 */
public record Stamp(long wallMs, WallQuality quality, Optional<Long> monoMs) {
  /** Of an earlier start. */
  public Stamp(long wallMs, WallQuality quality) {
    this(wallMs, quality, Optional.empty());
  }

  static Stamp of(Now now) {
    Optional<Long> monoMs = Optional.of(now.monoMs());
    return now.quality() == WallQuality.NONE
        ? new Stamp(0, WallQuality.NONE, monoMs)
        : new Stamp(Math.max(0, now.wallMs()), now.quality(), monoMs);
  }

  /** Empty when nobody knows. */
  public Optional<Long> agoMs(long nowMs) {
    return monoMs.map(then -> Math.max(0, nowMs - then));
  }

  ByteWriter write(ByteWriter out) {
    return out.u8(quality.code()).varint(wallMs);
  }

  static Stamp read(ByteReader in) {
    WallQuality quality = WallQuality.of(in.u8("wall quality"));
    return new Stamp(in.varint("wall", Long.MAX_VALUE), quality);
  }
}
