package org.sheratan.core.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader of RFC 8949, written apart from the first and knowing no determinism: maps become Map, tags a
 * {@link Tagged}, simple values a {@link Simple}. What both readers agree on was meant that way.
 */
final class PlainCbor {
  /** A tag and what it is put on. */
  record Tagged(long tag, Object content) {}

  /** A simple value other than true, false and null. */
  record Simple(int number) {}

  private final ByteBuffer in;

  private PlainCbor(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  static Object read(byte[] bytes) {
    PlainCbor reader = new PlainCbor(bytes);
    Object value = reader.item();
    if (reader.in.hasRemaining()) {
      throw new AssertionError(reader.in.remaining() + " bytes left");
    }
    return value;
  }

  private Object item() {
    int head = in.get() & 0xff;
    int additional = head & 31;
    return switch (head >> 5) {
      case 0 -> argument(additional);
      case 1 -> BigInteger.ONE.negate().subtract(argument(additional));
      case 2 -> bytes(argument(additional).intValueExact());
      case 3 -> new String(bytes(argument(additional).intValueExact()), StandardCharsets.UTF_8);
      case 4 -> array(argument(additional).intValueExact());
      case 5 -> map(argument(additional).intValueExact());
      case 6 -> tagged(argument(additional).longValueExact());
      default -> simple(additional);
    };
  }

  private BigInteger argument(int additional) {
    int length = switch (additional) {
      case 24 -> 1;
      case 25 -> 2;
      case 26 -> 4;
      case 27 -> 8;
      default -> 0;
    };
    return length == 0 ? BigInteger.valueOf(additional) : new BigInteger(1, bytes(length));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private List<Object> array(int length) {
    List<Object> items = new ArrayList<>();
    while (items.size() < length) {
      items.add(item());
    }
    return items;
  }

  private Map<Object, Object> map(int length) {
    Map<Object, Object> fields = new LinkedHashMap<>();
    while (fields.size() < length) {
      fields.put(item(), item());
    }
    return fields;
  }

  private Object tagged(long tag) {
    Object content = item();
    if (tag == 2) {
      return new BigInteger(1, (byte[]) content);
    }
    if (tag == 3) {
      return BigInteger.ONE.negate().subtract(new BigInteger(1, (byte[]) content));
    }
    return new Tagged(tag, content instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : content);
  }

  private Object simple(int additional) {
    return switch (additional) {
      case 20 -> false;
      case 21 -> true;
      case 22 -> "null";
      case 25 -> half(in.getShort() & 0xffff);
      case 26 -> (double) in.getFloat();
      case 27 -> in.getDouble();
      default -> new Simple(additional);
    };
  }

  /** As in RFC 8949, appendix D. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int mantissa = bits & 0x3ff;
    BigDecimal value = exponent == 0
        ? new BigDecimal(Math.scalb((double) mantissa, -24))
        : new BigDecimal(Math.scalb((double) (mantissa + 1024), exponent - 25));
    return (bits & 0x8000) == 0 ? value.doubleValue() : -value.doubleValue();
  }
}
