package org.sheratan.kernel;

/** Text counted and cut by characters of Unicode, of which Java's {@code char} may be half a one. */
public final class CodePoints {
  private CodePoints() {}

  public static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first {@code most} of {@code text}, or all of it. */
  public static String first(String text, int most) {
    return count(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
