package org.sheratan.edge.console.line;

import java.util.ArrayList;
import java.util.List;

/** The text of one line and the place in it. */
final class LineBuffer {
  static final int MAX_LETTERS = 240;

  private final List<Integer> letters = new ArrayList<>();
  private int cursor;
  private boolean overflowed;

  /** False when it is full: the line counts as too long from then on. */
  boolean insert(int codePoint) {
    if (letters.size() >= MAX_LETTERS) {
      overflowed = true;
      return false;
    }
    letters.add(cursor, codePoint);
    cursor++;
    return true;
  }

  void delete(int from, int to) {
    letters.subList(from, to).clear();
    cursor = from;
  }

  void set(String text) {
    letters.clear();
    text.codePoints().limit(MAX_LETTERS).forEach(letters::add);
    cursor = letters.size();
  }

  void clear() {
    letters.clear();
    cursor = 0;
    overflowed = false;
  }

  int cursor() {
    return cursor;
  }

  void moveTo(int place) {
    cursor = Math.clamp(place, 0, letters.size());
  }

  int length() {
    return letters.size();
  }

  boolean overflowed() {
    return overflowed;
  }

  /** Where the word before the cursor begins. */
  int wordStart() {
    int start = cursor;
    while (start > 0 && letters.get(start - 1) == ' ') {
      start--;
    }
    while (start > 0 && letters.get(start - 1) != ' ') {
      start--;
    }
    return start;
  }

  String text() {
    return text(0, letters.size());
  }

  String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    letters.subList(from, to).forEach(text::appendCodePoint);
    return text.toString();
  }
}
