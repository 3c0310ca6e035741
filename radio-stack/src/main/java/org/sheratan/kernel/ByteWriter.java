package org.sheratan.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends big-endian fields to a growing buffer. */
public final class ByteWriter {
  private byte[] buffer;
  private int length;

  public ByteWriter() {
    this(64);
  }

  public ByteWriter(int capacity) {
    buffer = new byte[Math.max(capacity, 16)];
  }

  public ByteWriter u8(int value) {
    Check.within(value, 0xff, "u8");
    return raw(value);
  }

  public ByteWriter u16(int value) {
    Check.within(value, 0xffff, "u16");
    return raw(value >>> 8).raw(value);
  }

  /** The low 32 bits of {@code value}, which must fit unsigned. */
  public ByteWriter u32(long value) {
    Check.within(value, 0xffff_ffffL, "u32");
    return u16((int) (value >>> 16)).u16((int) (value & 0xffff));
  }

  public ByteWriter u64(long value) {
    return u32(value >>> 32).u32(value & 0xffff_ffffL);
  }

  /** See {@link Varint}. */
  public ByteWriter varint(long value) {
    Check.that(value >= 0, "a varint is not negative");
    long rest = value;
    while (rest >= 0x80) {
      raw((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return raw((int) rest);
  }

  public ByteWriter bytes(Bytes value) {
    ensure(value.length());
    value.copyTo(buffer, length);
    length += value.length();
    return this;
  }

  /** Varint length, then the bytes. */
  public ByteWriter lengthPrefixed(Bytes value) {
    return varint(value.length()).bytes(value);
  }

  /** Varint length in bytes, then UTF-8. */
  public ByteWriter text(String value) {
    return lengthPrefixed(Bytes.copyOf(value.getBytes(StandardCharsets.UTF_8)));
  }

  public int length() {
    return length;
  }

  public Bytes toBytes() {
    return Bytes.copyOf(buffer, 0, length);
  }

  private ByteWriter raw(int value) {
    ensure(1);
    buffer[length++] = (byte) value;
    return this;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
