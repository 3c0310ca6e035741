package org.sheratan.core.mission;

import java.util.regex.Pattern;

import org.sheratan.kernel.CodePoints;

/** What may stand as a reason beside a decision, whoever wrote it: some characters on one line, all of them to be seen. */
public final class OneLine {
  /** Control characters, those of Latin 1 too, separators of lines, halves of characters, and what is not to be seen. */
  private static final Pattern OTHER = Pattern
      .compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\u200c\\u200d]]+");

  private OneLine() {}

  /** Whether {@code text} is 1 to {@code maxChars} characters that may stand there. */
  public static boolean is(String text, int maxChars) {
    return !text.isBlank() && CodePoints.count(text) <= maxChars
        && !OTHER.matcher(text).find();
  }

  /** {@code text} with spaces for all that may not stand there, cut. Empty where nothing is left. */
  public static String of(String text, int maxChars) {
    String plain = OTHER.matcher(text).replaceAll(" ").strip();
    return CodePoints.first(plain, maxChars).strip();
  }
}
