package org.sheratan.core.wire;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The pieces that stored forms are made of. */
final class Stored {
  static final int VERSION = 1;
  private static final int MAX_OPTIONS = 32;
  private static final int MAX_OPTION_NUMBER = 255;
  private static final int MAX_OPTION_BYTES = 16 * 1024;

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

  /** Numbered pieces, ascending: count varint, each: number varint, value with its length. */
  static void options(SortedMap<Integer, Bytes> options, ByteWriter out) {
    out.varint(options.size());
    options.forEach((number, value) -> out.varint(number).lengthPrefixed(value));
  }

  static SortedMap<Integer, Bytes> options(String field, ByteReader in) {
    SortedMap<Integer, Bytes> options = new TreeMap<>();
    for (int left = (int) in.varint(field, MAX_OPTIONS); left > 0; left--) {
      int start = in.offset();
      int number = (int) in.varint(field, MAX_OPTION_NUMBER);
      if (!options.isEmpty() && number <= options.lastKey()) {
        throw new MalformedException(field, start, "option " + number + " out of order");
      }
      options.put(number, in.lengthPrefixed(field, MAX_OPTION_BYTES));
    }
    return options;
  }
}
