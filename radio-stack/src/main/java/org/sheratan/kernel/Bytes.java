package org.sheratan.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Checksum;

/** An immutable run of bytes: copied in, copied out, compared by content (unsigned, like memcmp). */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes copyOf(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone());
  }

  /** Copies {@code source[from, to)}. */
  public static Bytes copyOf(byte[] source, int from, int to) {
    return new Bytes(Arrays.copyOfRange(source, from, to));
  }

  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** @throws IllegalArgumentException when {@code hex} is not pairs of hexadecimal digits */
  public static Bytes hex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  public int length() {
    return content.length;
  }

  /** Unsigned value 0..255. */
  public int at(int index) {
    return content[index] & 0xff;
  }

  public byte[] toArray() {
    return content.clone();
  }

  public void copyTo(byte[] target, int targetFrom) {
    System.arraycopy(content, 0, target, targetFrom, content.length);
  }

  /** Copies nothing. */
  public void feed(MessageDigest digest) {
    digest.update(content);
  }

  public Bytes slice(int from, int to) {
    return from == 0 && to == content.length ? this : new Bytes(Arrays.copyOfRange(content, from, to));
  }

  public Bytes slice(int from) {
    return slice(from, content.length);
  }

  public Bytes concat(Bytes next) {
    byte[] joined = Arrays.copyOf(content, content.length + next.content.length);
    next.copyTo(joined, content.length);
    return new Bytes(joined);
  }

  void into(Checksum sum) {
    sum.update(content, 0, content.length);
  }

  public String toHex() {
    return HexFormat.of().formatHex(content);
  }

  public String toUtf8() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Length and a short prefix only: content may be secret, and logs must stay short. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
