package org.sheratan.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads big-endian fields, never past the end. Every failure is a {@link MalformedException}. */
public final class ByteReader {
  private final Bytes source;
  private int offset;

  public ByteReader(Bytes source) {
    this.source = source;
  }

  public int offset() {
    return offset;
  }

  public int remaining() {
    return source.length() - offset;
  }

  public int u8(String field) {
    need(field, 1);
    return source.at(offset++);
  }

  public int u16(String field) {
    need(field, 2);
    return u8(field) << 8 | u8(field);
  }

  public long u32(String field) {
    need(field, 4);
    return (long) u16(field) << 16 | u16(field);
  }

  public long u64(String field) {
    need(field, 8);
    return u32(field) << 32 | u32(field);
  }

  /** A {@link Varint} no larger than {@code max}. */
  public long varint(String field, long max) {
    int start = offset;
    long value = 0;
    for (int index = 0; index < Varint.MAX_BYTES; index++) {
      int next = u8(field);
      value |= (long) (next & 0x7f) << (7 * index);
      if (next < 0x80) {
        if (next == 0 && index > 0) {
          throw new MalformedException(field, start, "not in shortest form");
        }
        if (value > max) {
          throw new MalformedException(field, start, value + " exceeds " + max);
        }
        return value;
      }
    }
    throw new MalformedException(field, start, "longer than " + Varint.MAX_BYTES + " bytes");
  }

  public Bytes bytes(String field, int length) {
    need(field, length);
    offset += length;
    return source.slice(offset - length, offset);
  }

  /** Varint length of at most {@code maxLength}, then the bytes. */
  public Bytes lengthPrefixed(String field, int maxLength) {
    return bytes(field, (int) varint(field, maxLength));
  }

  /** Varint length of at most {@code maxBytes}, then well-formed UTF-8. */
  public String text(String field, int maxBytes) {
    int start = offset;
    Bytes encoded = lengthPrefixed(field, maxBytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded.toArray())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException(field, start, "not UTF-8");
    }
  }

  public Bytes rest() {
    return bytes("rest", remaining());
  }

  /** @throws MalformedException when bytes are left over */
  public void end(String what) {
    if (remaining() != 0) {
      throw new MalformedException(what, offset, remaining() + " bytes too many");
    }
  }

  /** @throws MalformedException unless so many bytes follow, which stay unread */
  public void need(String field, int length) {
    if (length < 0 || remaining() < length) {
      throw new MalformedException(field, offset, "needs " + length + " bytes, has " + remaining());
    }
  }
}
