package org.sheratan.edge.console.line;

import java.util.ArrayList;
import java.util.List;

/** Text as rows of at most 79 columns, broken at spaces where there are any. */
public final class Rows {
  private static final int ROW_COLUMNS = 79;

  private Rows() {}

  public static List<String> of(String line) {
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    int columns = 0;
    int lastSpace = 0;
    for (int codePoint : line.codePoints().toArray()) {
      if (columns + Columns.of(codePoint) > ROW_COLUMNS) {
        int cut = lastSpace > ROW_COLUMNS / 2 ? lastSpace : row.length();
        rows.add(row.substring(0, cut).stripTrailing());
        row.delete(0, cut);
        columns = Columns.of(row.toString());
        lastSpace = 0;
      }
      row.appendCodePoint(codePoint);
      columns += Columns.of(codePoint);
      lastSpace = codePoint == ' ' ? row.length() : lastSpace;
    }
    rows.add(row.toString().stripTrailing());
    return rows;
  }
}
