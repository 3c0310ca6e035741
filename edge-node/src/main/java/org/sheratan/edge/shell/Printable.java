package org.sheratan.edge.shell;

import org.sheratan.kernel.PrintableText;

/** Makes text that others chose, such as a peer's name, harmless on a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Without control characters, escape sequences, line ends and marks that reorder or hide text; each becomes a
   * question mark.
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(letter -> out.appendCodePoint(harmful(letter) ? '?' : letter));
    return out.toString();
  }

  /** As ASCII, with the few signs we print ourselves spelled out. */
  public static String ascii(String text) {
    StringBuilder out = new StringBuilder();
    text.replace("→", "->").replace("…", "...").replace("−", "-").replace("·", "-").replace("—", "-")
        .codePoints()
        .forEach(letter -> out.appendCodePoint(letter < 0x80 ? letter : '?'));
    return out.toString();
  }

  private static boolean harmful(int letter) {
    int type = Character.getType(letter);
    return !PrintableText.printable(letter) && !PrintableText.joiner(letter) || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }
}
