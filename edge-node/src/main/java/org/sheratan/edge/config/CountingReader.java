package org.sheratan.edge.config;

import java.io.Reader;

import org.sheratan.edge.config.ConfigException.Place;

/** Hands text out and remembers how far the parser came: its errors name no place. It reads what it needs and no more. */
final class CountingReader extends Reader {
  private static final int END = -1;

  private final String text;
  private int offset;

  CountingReader(String text) {
    this.text = text;
  }

  /** The last character handed out. */
  Place place() {
    int at = Math.clamp(offset - 1, 0, text.length());
    int lineStart = text.lastIndexOf('\n', Math.max(at - 1, -1)) + 1;
    int line = (int) text.substring(0, lineStart).chars().filter(each -> each == '\n').count() + 1;
    return new Place(line, at - lineStart + 1);
  }

  @Override
  public int read() {
    return offset < text.length() ? text.charAt(offset++) : END;
  }

  @Override
  public int read(char[] target, int from, int length) {
    int count = Math.min(length, text.length() - offset);
    text.getChars(offset, offset + count, target, from);
    offset += count;
    return count == 0 && length > 0 ? END : count;
  }

  @Override
  public void close() {}
}
