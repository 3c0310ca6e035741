package org.sheratan.core.wire;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/** The pieces that stored forms are made of. */
final class Stored {
  static final int VERSION = 1;

  private Stored() {}

  static void version(String field, ByteReader in) {
    version(field, VERSION, in);
  }

  /** One of the versions 1 to {@code newest}. */
  static int version(String field, int newest, ByteReader in) {
    int version = in.u8(field);
    if (version < VERSION || version > newest) {
      String expected = newest == VERSION ? "" + VERSION : VERSION + " to " + newest;
      throw new MalformedException(field, 0, "expected " + expected + ", found " + version);
    }
    return version;
  }

  static int count(String field, ByteReader in) {
    return (int) in.varint(field, WireLimits.MAX_ROUND);
  }

  static int flag(String field, int max, ByteReader in) {
    int start = in.offset();
    int value = in.u8(field);
    if (value > max) {
      throw new MalformedException(field, start, "expected 0 to " + max);
    }
    return value;
  }

  static <T> ByteWriter optional(Optional<T> value, ByteWriter out, Function<T, ByteWriter> write) {
    out.u8(value.isPresent() ? 1 : 0);
    value.ifPresent(write::apply);
    return out;
  }

  static <T> Optional<T> optional(String field, ByteReader in, Function<ByteReader, T> read) {
    return flag(field, 1, in) == 1 ? Optional.of(read.apply(in)) : Optional.empty();
  }
}
