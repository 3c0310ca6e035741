package org.sheratan.core.gate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as the gates compare it, so that another spelling of the same words hides nothing. */
final class Words {
  /** Format characters, and the others that Unicode says are not shown (Default_Ignorable_Code_Point, UAX 44). */
  private static final Pattern INVISIBLE = Pattern
      .compile(
          "[\\p{Cf}\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FE00}-\\x{FE0F}"
              + "\\x{FFA0}\\x{FFF0}-\\x{FFF8}\\x{E0000}-\\x{E0FFF}]+");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}_-]+");

  private Words() {}

  /**
   * Compatibility forms folded (Unicode NFKC), invisible characters gone, lower case, one space between words, which {@code _} and
   * {@code -} part too.
   */
  static String plain(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return SPACE.matcher(INVISIBLE.matcher(folded).replaceAll("")).replaceAll(" ");
  }

  /** Whether {@code phrase} stands in {@code text} as words of its own; both are plain. */
  static boolean holds(String text, String phrase) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      if (ends(text, at - 1, phrase.charAt(0))
          && ends(text, at + phrase.length(), phrase.charAt(phrase.length() - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether no word goes on from {@code edge} to the character at {@code index}. */
  private static boolean ends(String text, int index, char edge) {
    return index < 0 || index >= text.length() || !Character.isLetterOrDigit(edge)
        || !Character.isLetterOrDigit(text.charAt(index));
  }
}
