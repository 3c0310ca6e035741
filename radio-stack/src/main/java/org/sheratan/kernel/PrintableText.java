package org.sheratan.kernel;

/** Text of others ends up on terminals and in tables: what may stand in it. */
public final class PrintableText {
  private PrintableText() {}

  /**
   * No control characters, no line ends, no half characters, nothing that hides or changes the writing direction.
   */
  public static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
        false;
      default -> true;
    };
  }

  /** The two format characters that ordinary words need: in Persian, in Indian scripts, in composed signs. */
  public static boolean joiner(int codePoint) {
    return codePoint == 0x200c || codePoint == 0x200d;
  }
}
