package org.sheratan.edge.console.line;

import java.util.ArrayList;
import java.util.List;

/** A terminal that knows printing, CR, LF, BS and the bell, and nothing else: any other control fails the test. */
public final class PaperTerminal {
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int column;
  private int bells;

  public void print(String text) {
    text.codePoints().forEach(this::print);
  }

  private void print(int codePoint) {
    StringBuilder row = rows.getLast();
    switch (codePoint) {
      case '\r' -> column = 0;
      case '\n' -> rows.add(new StringBuilder());
      case '\b' -> column--;
      case 7 -> bells++;
      default -> {
        if (codePoint < ' ' || codePoint == 0x7f || column < 0 || column >= 80) {
          throw new AssertionError("U+" + Integer.toHexString(codePoint) + " at column " + column);
        }
        for (int each = 0; each < Columns.of(codePoint); each++) {
          while (row.length() <= column) {
            row.append(' ');
          }
          // The second half of a wide sign shows nothing.
          row.setCharAt(column, each > 0 || codePoint > 0xffff ? '_' : (char) codePoint);
          column++;
        }
      }
    }
  }

  /** What can be read in the row of the cursor. */
  public String row() {
    return rows.getLast().toString().stripTrailing();
  }

  public List<String> rows() {
    return rows.stream().map(row -> row.toString().stripTrailing()).toList();
  }

  public int column() {
    return column;
  }

  public int bells() {
    return bells;
  }
}
