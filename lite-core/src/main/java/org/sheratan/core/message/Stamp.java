package org.sheratan.core.message;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/**
 * When something happened, by this node's own clock. Stored as quality 1, milliseconds varint.
 *
 * @param wallMs milliseconds since 1970 UTC, a claim; 0 when {@code quality} is NONE
 * @param quality how far that may be believed
 */
public record Stamp(long wallMs, WallQuality quality) {
  static Stamp of(Now now) {
    return now.quality() == WallQuality.NONE
        ? new Stamp(0, WallQuality.NONE)
        : new Stamp(Math.max(0, now.wallMs()), now.quality());
  }

  ByteWriter write(ByteWriter out) {
    return out.u8(quality.code()).varint(wallMs);
  }

  static Stamp read(ByteReader in) {
    WallQuality quality = WallQuality.of(in.u8("wall quality"));
    return new Stamp(in.varint("wall", Long.MAX_VALUE), quality);
  }
}
