package org.sheratan.edge.config;

import org.sheratan.kernel.SeededEntropy;

/** Text as a tired person or a rotten card leaves it: signs replaced, put in, or lost. */
public final class MutatedText {
  private MutatedText() {}

  /** @param signs of which any may come in */
  public static String of(String valid, String signs, int edits, SeededEntropy entropy) {
    StringBuilder text = new StringBuilder(valid);
    for (int edit = 0; edit < edits; edit++) {
      int at = entropy.nextInt(text.length() + 1);
      char sign = signs.charAt(entropy.nextInt(signs.length()));
      if (at < text.length() && entropy.chance(0.5)) {
        text.setCharAt(at, sign);
      } else if (at < text.length() && entropy.chance(0.3)) {
        text.delete(at, Math.min(text.length(), at + 1 + entropy.nextInt(9)));
      } else {
        text.insert(at, sign);
      }
    }
    return text.toString();
  }
}
