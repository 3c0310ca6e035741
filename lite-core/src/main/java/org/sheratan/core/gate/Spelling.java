package org.sheratan.core.gate;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as a reader takes it: what looks alike is alike, what is not seen is not there. Compatibility forms are taken apart (Unicode
 * NFKD), accents and invisible characters dropped, letters of other scripts that look like Latin ones taken for those, all
 * in lower case, one kind of space, line break and hyphen. At most eighteen characters come of one. What the table of
 * look-alikes does not have (it is far shorter than that of UTS 39) stays what it is.
 */
final class Spelling {
  /** Cyrillic, Greek, small capitals and a few others, in lower case; {@link #LATIN} has what each looks like. */
  private static final String ALIKE = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf\u0432\u043a\u043c\u043d\u0442"
      + "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
      + "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f"
      + "\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22"
      + "\u0251\u0261\u0142\u00f8\u0111\u2044\u2215\u2212";
  private static final String LATIN = "aeopcyxijshdqwlbkmht" + "abezhikmvoptux" + "abcdefghijklmnoprstuvwyz"
      + "aglod//-";
  private static final int LETTERS = 26;
  /** Where white letters on black circles and squares, and those that flags are made of, begin; NFKD leaves them alone. */
  private static final int[] ENCLOSED = {0x1F150, 0x1F170, 0x1F1E6};

  private Spelling() {}

  static String folded(String text) {
    if (text.chars().allMatch(point -> point >= ' ' && point < 0x7F)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder folded = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().filter(Spelling::shown)
        .map(Spelling::folded).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** Neither an accent, nor one of those that are not shown (Default_Ignorable_Code_Point, UAX 44). */
  private static boolean shown(int point) {
    int type = Character.getType(point);
    boolean hidden = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || point == 0x115F || point == 0x1160 || point == 0x2065
        || point >= 0xFFF0 && point <= 0xFFF8
        || point >= 0xE0000 && point <= 0xE0FFF;
    return !hidden;
  }

  private static int folded(int point) {
    if (point < 0x80) {
      return Character.isWhitespace(point) ? space(point) : Character.toLowerCase(point);
    }
    for (int first : ENCLOSED) {
      if (point >= first && point < first + LETTERS) {
        return 'a' + point - first;
      }
    }
    return switch (Character.getType(point)) {
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      case Character.CONTROL -> space(point);
      case Character.DASH_PUNCTUATION -> '-';
      default -> letter(point);
    };
  }

  /** By way of upper case, as some small letters have no other way to each other. */
  private static int letter(int point) {
    int small = Character.toLowerCase(Character.toUpperCase(point));
    int alike = ALIKE.indexOf(small);
    return alike < 0 ? small : LATIN.charAt(alike);
  }

  /** Line feed, carriage return and next line (U+0085) end lines. */
  private static int space(int point) {
    return point == '\n' || point == '\r' || point == 0x85 ? '\n' : ' ';
  }
}
