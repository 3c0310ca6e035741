package org.sheratan.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * The optional fields at the end of a message: {@code (number varint, length varint, bytes)}, ascending. How
 * messages grow: a reader skips numbers it does not know, a writer leaves out what has its usual value.
 */
final class Options {
  private static final int MAX_NUMBER = 1 << 14;

  private final TreeMap<Integer, Bytes> fields = new TreeMap<>();

  private Options() {}

  static Options none() {
    return new Options();
  }

  /** Takes everything up to the end of {@code in}. */
  static Options read(ByteReader in) {
    Options options = new Options();
    while (in.remaining() > 0) {
      int start = in.offset();
      int number = (int) in.varint("option number", MAX_NUMBER);
      boolean ascending = number > 0 && (options.fields.isEmpty() || number > options.fields.lastKey());
      if (!ascending || options.fields.size() == WireLimits.MAX_OPTIONS) {
        throw new MalformedException("option number", start, "options out of order, or too many");
      }
      options.fields.put(number, in.lengthPrefixed("option " + number, WireLimits.MESSAGE_BYTES));
    }
    return options;
  }

  void writeTo(ByteWriter out) {
    fields.forEach((number, value) -> out.varint(number).lengthPrefixed(value));
  }

  Options put(int number, Consumer<ByteWriter> field) {
    ByteWriter out = new ByteWriter();
    field.accept(out);
    Check.that(fields.put(number, out.toBytes()) == null, "option " + number + " set twice");
    return this;
  }

  Options varint(int number, long value, long usual) {
    return value == usual ? this : put(number, out -> out.varint(value));
  }

  Options text(int number, String value) {
    return value.isEmpty() ? this : put(number, out -> out.bytes(Bytes.utf8(value)));
  }

  /** Null when absent. */
  ByteReader get(int number) {
    Bytes value = fields.get(number);
    return value == null ? null : new ByteReader(value);
  }

  long varint(int number, String field, long max, long usual) {
    ByteReader in = get(number);
    if (in == null) {
      return usual;
    }
    long value = in.varint(field, max);
    in.end(field);
    return value;
  }

  /** Empty when absent. */
  String text(int number, String field, int maxBytes) {
    Bytes utf8 = fields.getOrDefault(number, Bytes.EMPTY);
    if (utf8.length() > maxBytes) {
      throw new MalformedException(field, 0, "longer than " + maxBytes + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8.toArray())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException(field, 0, "not UTF-8");
    }
  }
}
