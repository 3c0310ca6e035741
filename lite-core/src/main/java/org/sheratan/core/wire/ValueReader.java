package org.sheratan.core.wire;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.CodePointOrder;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** The reading half of {@link ValueCodec}: takes the one deterministic form of a value and nothing else. */
final class ValueReader {
  private static final String FIELD = "value";

  private final ByteReader in;

  private ValueReader(ByteReader in) {
    this.in = in;
  }

  static Json read(ByteReader in) {
    return new ValueReader(in).value(0);
  }

  private Json value(int depth) {
    int start = in.offset();
    int first = in.u8(FIELD);
    int major = first >>> 5;
    return switch (major) {
      case Cbor.SIMPLE -> simple(start, first);
      case Cbor.UNSIGNED -> Json.Int.of(unsigned(count(start, first)));
      case Cbor.NEGATIVE -> Json.Int.of(unsigned(count(start, first)).not());
      case Cbor.TEXT -> new Json.Text(checkSpelled(start, text(start, first), WireWords.TEXTS));
      case Cbor.ARRAY -> array(start, first, enter(start, depth));
      case Cbor.MAP -> object(start, first, enter(start, depth));
      case Cbor.TAG -> tagged(start, count(start, first));
      default -> throw malformed(start, "bare bytes");
    };
  }

  private Json.Arr array(int start, int first, int depth) {
    int length = length(start, first, 1);
    List<Json> items = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      items.add(value(depth));
    }
    return new Json.Arr(items);
  }

  private Json.Obj object(int start, int first, int depth) {
    int length = length(start, first, 2);
    Map<String, Json> fields = new TreeMap<>(CodePointOrder.INSTANCE);
    Bytes last = Bytes.EMPTY;
    for (int index = 0; index < length; index++) {
      int nameStart = in.offset();
      String name = name(nameStart);
      Bytes encoded = encodedName(name);
      if (encoded.compareTo(last) <= 0) {
        throw malformed(nameStart, "field names out of order");
      }
      last = encoded;
      fields.put(name, value(depth));
    }
    return Json.Obj.of(fields);
  }

  private String name(int start) {
    int first = in.u8(FIELD);
    if (first >>> 5 == Cbor.UNSIGNED) {
      return word(start, WireWords.NAMES, count(start, first), 0);
    }
    if (first >>> 5 != Cbor.TEXT) {
      throw malformed(start, "field name is neither text nor word");
    }
    String name = text(start, first);
    if (WireWords.NAMES.position(name) >= 0) {
      throw malformed(start, "dictionary word spelled out");
    }
    return name;
  }

  private static Bytes encodedName(String name) {
    ByteWriter out = new ByteWriter();
    ValueWriter.name(name, out);
    return out.toBytes();
  }

  private Json tagged(int start, long tag) {
    int inner = in.offset();
    int first = in.u8(FIELD);
    if (tag == Cbor.TAG_WORD && first >>> 5 == Cbor.UNSIGNED) {
      return new Json.Text(word(start, WireWords.TEXTS, count(inner, first), Cbor.ONE_BYTE_WORDS));
    }
    if (first >>> 5 != Cbor.BYTES) {
      throw malformed(start, "unknown tag");
    }
    Bytes bytes = in.bytes(FIELD, length(inner, first, 1));
    return switch ((int) Math.min(tag, Integer.MAX_VALUE)) {
      case Cbor.TAG_HEX -> hex(start, bytes);
      case Cbor.TAG_BIG_UNSIGNED -> Json.Int.of(big(start, bytes));
      case Cbor.TAG_BIG_NEGATIVE -> Json.Int.of(big(start, bytes).not());
      default -> throw malformed(start, "unknown tag");
    };
  }

  private Json.Text hex(int start, Bytes bytes) {
    if (!Cbor.isHexLength(bytes.length())) {
      throw malformed(start, "too short for hexadecimal");
    }
    return new Json.Text(bytes.toHex());
  }

  private BigInteger big(int start, Bytes bytes) {
    boolean sized = bytes.length() > Long.BYTES && bytes.length() <= WireLimits.BIG_INTEGER_BYTES;
    if (!sized || bytes.at(0) == 0) {
      throw malformed(start, "integer of " + bytes.length() + " bytes");
    }
    return new BigInteger(1, bytes.toArray());
  }

  private Json simple(int start, int first) {
    if ((first & 0x1f) < Cbor.ONE_BYTE_WORDS) {
      return new Json.Text(WireWords.TEXTS.word(first & 0x1f));
    }
    return switch (first) {
      case Cbor.FALSE -> new Json.Bool(false);
      case Cbor.TRUE -> new Json.Bool(true);
      case Cbor.NULL -> new Json.Null();
      case Cbor.HALF -> real(start, first, Float.float16ToFloat((short) in.u16(FIELD)));
      case Cbor.SINGLE -> real(start, first, Float.intBitsToFloat((int) in.u32(FIELD)));
      case Cbor.DOUBLE -> real(start, first, Double.longBitsToDouble(in.u64(FIELD)));
      default -> throw malformed(start, "unknown simple value");
    };
  }

  private Json.Real real(int start, int first, double value) {
    if (!Double.isFinite(value)) {
      throw malformed(start, "not a finite number");
    }
    if (ValueWriter.realHead(value) != first) {
      throw malformed(start, "number not in shortest form");
    }
    return new Json.Real(value);
  }

  private String text(int start, int first) {
    Bytes utf8 = in.bytes(FIELD, length(start, first, 1));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8.toArray())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed(start, "not UTF-8");
    }
  }

  private String checkSpelled(int start, String text, WireWords.Dictionary dictionary) {
    if (dictionary.position(text) >= 0 || Cbor.isHex(text)) {
      throw malformed(start, "text not in shortest form");
    }
    return text;
  }

  private String word(int start, WireWords.Dictionary dictionary, long position, int from) {
    if (position < 0 || position >= dictionary.size() - from) {
      throw malformed(start, "unknown word " + Long.toUnsignedString(position));
    }
    return dictionary.word(from + (int) position);
  }

  /** A count of things of at least {@code minBytes} each, so never more than fit in what is left. */
  private int length(int start, int first, int minBytes) {
    long count = count(start, first);
    if (count < 0 || count > in.remaining() / minBytes) {
      throw malformed(start, Long.toUnsignedString(count) + " items in " + in.remaining() + " bytes");
    }
    return (int) count;
  }

  /** Unsigned 64 bits, shortest form only. */
  private long count(int start, int first) {
    int additional = first & 0x1f;
    long count = switch (additional) {
      case Cbor.COUNT_U8 -> in.u8(FIELD);
      case Cbor.COUNT_U16 -> in.u16(FIELD);
      case Cbor.COUNT_U32 -> in.u32(FIELD);
      case Cbor.COUNT_U64 -> in.u64(FIELD);
      default -> additional;
    };
    int shortest = ValueWriter.countField(count);
    if (additional > Cbor.COUNT_U64 || additional != shortest) {
      throw malformed(start, "count not in shortest form");
    }
    return count;
  }

  private static BigInteger unsigned(long value) {
    return value >= 0 ? BigInteger.valueOf(value) : new BigInteger(Long.toUnsignedString(value));
  }

  private int enter(int start, int depth) {
    if (depth == WireLimits.VALUE_DEPTH) {
      throw malformed(start, "nested deeper than " + depth);
    }
    return depth + 1;
  }

  private static MalformedException malformed(int offset, String reason) {
    return new MalformedException(FIELD, offset, reason);
  }
}
