package org.sheratan.core.wire;

import java.nio.charset.StandardCharsets;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.PrintableText;

/** What a person may say in one message: 1 to {@link WireLimits#WORDS_BYTES} bytes of UTF-8, printable. */
public final class WordsText {
  private static final String FIELD = "text";

  private WordsText() {}

  /** @throws MalformedException naming what is wrong */
  public static String check(String text) {
    return check(text, MalformedException.NO_OFFSET);
  }

  static String check(String text, int offset) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > WireLimits.WORDS_BYTES) {
      throw new MalformedException(FIELD, offset,
          bytes + " bytes in UTF-8, the limit is " + WireLimits.WORDS_BYTES);
    }
    if (text.isBlank()) {
      throw new MalformedException(FIELD, offset, "empty");
    }
    if (!text.codePoints().allMatch(WordsText::allowed)) {
      throw new MalformedException(FIELD, offset,
          "control characters, line ends and marks that change the writing direction are not allowed");
    }
    return text;
  }

  private static boolean allowed(int letter) {
    return PrintableText.printable(letter) || PrintableText.joiner(letter);
  }
}
