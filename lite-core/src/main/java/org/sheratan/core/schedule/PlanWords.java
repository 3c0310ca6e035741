package org.sheratan.core.schedule;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.MalformedException;

/**
 * The words of a plan: parted by blanks; in double quotes blanks count, and a backslash takes the next character as it
 * is.
 */
final class PlanWords {
  static final int MAX_CHARS = 512;
  static final String FIELD = "schedule";

  private final List<Word> words = new ArrayList<>();
  private final int end;
  private int next;

  /**
   * @param offset of its first character in the text
   * @param bare how many of its characters stand before the first quote
   */
  record Word(String text, int offset, int bare) {
    /** Whether it is that word, not in quotes. */
    boolean is(String keyword) {
      return text.equals(keyword) && bare == keyword.length();
    }

    MalformedException wrong(String reason) {
      return new MalformedException(FIELD, offset, reason);
    }
  }

  /** @throws MalformedException when it is too long, a quote is not closed, or a character is not for people */
  PlanWords(String text) {
    if (text.length() > MAX_CHARS) {
      throw new MalformedException(FIELD, MAX_CHARS, "longer than " + MAX_CHARS + " characters");
    }
    this.end = text.length();
    int at = 0;
    while (at < end) {
      at = text.charAt(at) == ' ' ? at + 1 : read(text, at);
    }
  }

  boolean more() {
    return next < words.size();
  }

  Word peek() {
    if (!more()) {
      throw new MalformedException(FIELD, end, "ends too early");
    }
    return words.get(next);
  }

  /** @param expected for the error when there is none */
  Word take(String expected) {
    if (!more()) {
      throw new MalformedException(FIELD, end, "expected " + expected);
    }
    return words.get(next++);
  }

  /** Takes the next word if it is {@code keyword}. */
  boolean takes(String keyword) {
    boolean there = more() && peek().is(keyword);
    next += there ? 1 : 0;
    return there;
  }

  private int read(String text, int start) {
    StringBuilder word = new StringBuilder();
    int bare = -1;
    boolean quoted = false;
    int at = start;
    for (; at < text.length() && (quoted || text.charAt(at) != ' '); at++) {
      char each = text.charAt(at);
      check(text, at);
      if (each == '"') {
        bare = bare < 0 ? word.length() : bare;
        quoted = !quoted;
      } else if (each == '\\' && quoted && at + 1 < text.length()) {
        at++;
        check(text, at);
        word.append(text.charAt(at));
      } else {
        word.append(each);
      }
    }
    if (quoted) {
      throw new MalformedException(FIELD, start, "a quote is not closed");
    }
    words.add(new Word(word.toString(), start, bare < 0 ? word.length() : bare));
    return at;
  }

  private static void check(String text, int at) {
    if (Character.isISOControl(text.charAt(at))) {
      throw new MalformedException(FIELD, at, "control character");
    }
    boolean second = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    if (!second && Character.getType(text.codePointAt(at)) == Character.SURROGATE) {
      throw new MalformedException(FIELD, at, "half a character");
    }
  }
}
