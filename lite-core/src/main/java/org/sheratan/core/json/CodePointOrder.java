package org.sheratan.core.json;

import java.util.Comparator;

import org.sheratan.kernel.Check;

/**
 * Orders text by code point, as Python and UTF-8 bytes do. {@link String#compareTo} orders by UTF-16 unit, which
 * puts U+1F600 (a surrogate pair) before U+FFFD.
 */
public enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int index = 0; index < shared; index++) {
      char a = left.charAt(index);
      char b = right.charAt(index);
      if (a != b) {
        boolean onePair = Character.isSurrogate(a) != Character.isSurrogate(b);
        return onePair ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Index of the first surrogate without its other half, or -1. */
  static int loneSurrogate(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean pair = Character.isHighSurrogate(unit) && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1));
      if (!pair) {
        return index;
      }
      index++;
    }
    return -1;
  }

  static void checkWellFormed(String text) {
    Check.that(loneSurrogate(text) < 0, "text holds a lone surrogate");
  }
}
