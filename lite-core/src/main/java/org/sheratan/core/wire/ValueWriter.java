package org.sheratan.core.wire;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/** The writing half of {@link ValueCodec}. */
final class ValueWriter {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private ValueWriter() {}

  static void write(Json value, ByteWriter out) {
    switch (value) {
      case Json.Obj object -> writeObject(object, out);
      case Json.Arr array -> {
        head(Cbor.ARRAY, array.items().size(), out);
        array.items().forEach(item -> write(item, out));
      }
      case Json.Text text -> writeText(text.value(), out);
      case Json.Int number -> writeInt(number.value(), out);
      case Json.Real number -> writeReal(number.value(), out);
      case Json.Bool bool -> out.u8(bool.value() ? Cbor.TRUE : Cbor.FALSE);
      case Json.Null() -> out.u8(Cbor.NULL);
    }
  }

  private static void writeObject(Json.Obj object, ByteWriter out) {
    // RFC 8949 §4.2.1: fields in the order of their encoded names.
    Map<Bytes, Json> byName = new TreeMap<>();
    object.fields().forEach((name, value) -> {
      ByteWriter encoded = new ByteWriter();
      name(name, encoded);
      byName.put(encoded.toBytes(), value);
    });
    head(Cbor.MAP, byName.size(), out);
    byName.forEach((name, value) -> {
      out.bytes(name);
      write(value, out);
    });
  }

  static void name(String name, ByteWriter out) {
    int position = WireWords.NAMES.position(name);
    if (position >= 0) {
      head(Cbor.UNSIGNED, position, out);
    } else {
      spell(name, out);
    }
  }

  private static void writeText(String text, ByteWriter out) {
    int position = WireWords.TEXTS.position(text);
    if (position >= Cbor.ONE_BYTE_WORDS) {
      head(Cbor.TAG, Cbor.TAG_WORD, out);
      head(Cbor.UNSIGNED, position - Cbor.ONE_BYTE_WORDS, out);
    } else if (position >= 0) {
      out.u8(Cbor.SIMPLE << 5 | position);
    } else if (Cbor.isHex(text)) {
      head(Cbor.TAG, Cbor.TAG_HEX, out);
      head(Cbor.BYTES, text.length() / 2, out);
      out.bytes(Bytes.copyOf(HexFormat.of().parseHex(text)));
    } else {
      spell(text, out);
    }
  }

  private static void spell(String text, ByteWriter out) {
    Bytes utf8 = Bytes.utf8(text);
    head(Cbor.TEXT, utf8.length(), out);
    out.bytes(utf8);
  }

  private static void writeInt(BigInteger value, ByteWriter out) {
    boolean negative = value.signum() < 0;
    BigInteger magnitude = negative ? value.not() : value;
    if (magnitude.compareTo(TWO_TO_64) < 0) {
      head(negative ? Cbor.NEGATIVE : Cbor.UNSIGNED, magnitude.longValue(), out);
      return;
    }
    byte[] signed = magnitude.toByteArray();
    Bytes bytes = Bytes.copyOf(signed, signed[0] == 0 ? 1 : 0, signed.length);
    Check.that(bytes.length() <= WireLimits.BIG_INTEGER_BYTES, "an integer beyond what JSON may hold");
    head(Cbor.TAG, negative ? Cbor.TAG_BIG_NEGATIVE : Cbor.TAG_BIG_UNSIGNED, out);
    head(Cbor.BYTES, bytes.length(), out);
    out.bytes(bytes);
  }

  private static void writeReal(double value, ByteWriter out) {
    int head = realHead(value);
    out.u8(head);
    switch (head) {
      case Cbor.HALF -> out.u16(Float.floatToFloat16((float) value) & 0xffff);
      case Cbor.SINGLE -> out.u32(Float.floatToIntBits((float) value) & 0xffff_ffffL);
      default -> out.u64(Double.doubleToLongBits(value));
    }
  }

  /** The shortest of half, single and double that holds the value exactly. */
  static int realHead(double value) {
    float single = (float) value;
    if (single != value) {
      return Cbor.DOUBLE;
    }
    return Float.float16ToFloat(Float.floatToFloat16(single)) == single ? Cbor.HALF : Cbor.SINGLE;
  }

  /** @param count unsigned 64 bits */
  static void head(int major, long count, ByteWriter out) {
    int field = countField(count);
    out.u8(major << 5 | field);
    switch (field) {
      case Cbor.COUNT_U8 -> out.u8((int) count);
      case Cbor.COUNT_U16 -> out.u16((int) count);
      case Cbor.COUNT_U32 -> out.u32(count);
      case Cbor.COUNT_U64 -> out.u64(count);
      default -> Check.that(field == count, "small counts stand in the head itself");
    }
  }

  /** The low five bits of a head: the count itself, or where it stands. */
  static int countField(long count) {
    if (count >>> 32 != 0) {
      return Cbor.COUNT_U64;
    }
    if (count >>> 16 != 0) {
      return Cbor.COUNT_U32;
    }
    if (count >>> 8 != 0) {
      return Cbor.COUNT_U16;
    }
    return count >= Cbor.COUNT_U8 ? Cbor.COUNT_U8 : (int) count;
  }
}
