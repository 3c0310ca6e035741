package org.sheratan.edge.shell;

import java.util.ArrayList;
import java.util.List;

/** A QR code in letters: dark on light whatever the terminal's colors, with the border that scanners need. */
public final class QrPicture {
  private static final int BORDER = 4;
  private static final String LIGHT_ON_DARK_OFF = "\u001b[0m";
  private static final String DARK_ON_LIGHT = "\u001b[30;107m";

  private QrPicture() {}

  /** How a picture is told from what is around it. */
  public enum Ink {
    /** Colors, whatever those of the terminal are. */
    COLORED,
    /** Dark letters are dark, as on paper. */
    DARK_LETTERS,
    /** Dark is where no letter is: for a terminal that takes no colors from us, and is dark as most are. */
    LIGHT_LETTERS
  }

  /** @param unicode half blocks, two rows a line; else two characters a module, which need twice the room */
  public static List<String> lines(String text, boolean unicode, Ink ink) {
    boolean screen = ink == Ink.COLORED;
    boolean light = ink == Ink.LIGHT_LETTERS;
    QrCode code = QrCode.of(text);
    List<String> lines = new ArrayList<>();
    for (int row = -BORDER; row < code.size() + BORDER; row += unicode ? 2 : 1) {
      StringBuilder line = new StringBuilder(screen ? DARK_ON_LIGHT : "");
      for (int column = -BORDER; column < code.size() + BORDER; column++) {
        boolean upper = dark(code, row, column) != light;
        boolean lower = dark(code, row + 1, column) != light;
        line.append(unicode ? halves(upper, lower) : upper ? "##" : "  ");
      }
      lines.add(line.append(screen ? LIGHT_ON_DARK_OFF : "").toString());
    }
    return lines;
  }

  private static String halves(boolean upper, boolean lower) {
    if (upper) {
      return lower ? "█" : "▀";
    }
    return lower ? "▄" : " ";
  }

  private static boolean dark(QrCode code, int row, int column) {
    boolean inside = row >= 0 && row < code.size() && column >= 0 && column < code.size();
    return inside && code.dark(row, column);
  }
}
