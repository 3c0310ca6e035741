package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * Durations as a varint: whole seconds doubled, or milliseconds doubled plus one. A minute takes one byte instead of
 * three.
 */
final class DurationCodec {
  private static final int MS_PER_S = 1000;

  private DurationCodec() {}

  static void write(long ms, ByteWriter out) {
    Check.that(ms >= 0 && ms <= WireLimits.MAX_DURATION_MS, "duration out of range: " + ms + " ms");
    out.varint(ms % MS_PER_S == 0 ? ms / MS_PER_S << 1 : ms << 1 | 1);
  }

  static long read(String field, ByteReader in) {
    int start = in.offset();
    long value = in.varint(field, WireLimits.MAX_DURATION_MS << 1 | 1);
    long ms = (value & 1) == 0 ? (value >>> 1) * MS_PER_S : value >>> 1;
    boolean shortest = (value & 1) == 0 || ms % MS_PER_S != 0;
    if (ms > WireLimits.MAX_DURATION_MS || !shortest) {
      throw new MalformedException(field, start, "not a duration");
    }
    return ms;
  }
}
