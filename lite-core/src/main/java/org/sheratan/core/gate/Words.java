package org.sheratan.core.gate;

import java.util.BitSet;
import java.util.List;

/**
 * The letters and digits of a text in a row, and where its words begin. Whatever stands between words, or inside of one, is left
 * out: {@code ignore. previous_instructions}, {@code i-g-n-o-r-e previous instructions} and
 * {@code ignorePreviousInstructions} say the same.
 *
 * @param starts where a word begins in {@code letters}, and behind the last one
 */
record Words(String letters, BitSet starts) {

  /** @param texts folded; each begins a new word */
  static Words of(List<String> texts) {
    StringBuilder letters = new StringBuilder();
    BitSet starts = new BitSet();
    for (String text : texts) {
      boolean inWord = false;
      for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
        int point = text.codePointAt(at);
        boolean letter = isLetter(point);
        if (letter) {
          starts.set(letters.length(), !inWord);
          letters.appendCodePoint(point);
        }
        inWord = letter;
      }
    }
    starts.set(letters.length());
    return new Words(letters.toString(), starts);
  }

  /** Of one text, not folded yet. */
  static Words of(String text) {
    return of(List.of(Spelling.folded(text)));
  }

  /** Whether {@code said} stands here, from the beginning of a word to the end of one. */
  boolean say(Words said) {
    int length = said.letters().length();
    for (int at = letters.indexOf(said.letters()); at >= 0; at = letters.indexOf(said.letters(), at + 1)) {
      if (starts.get(at) && starts.get(at + length)) {
        return true;
      }
    }
    return false;
  }

  /** A digit, a letter, or part of one that follows it, as in the scripts of India. */
  static boolean isLetter(int point) {
    return Character.isLetterOrDigit(point) || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }
}
