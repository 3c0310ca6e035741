package org.sheratan.edge.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns for people: aligned, two spaces apart, no lines drawn. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... titles) {
    rows.add(List.of(titles));
  }

  /** Cells are made {@link Printable}; null and empty ones show as a dash. */
  public Table row(String... cells) {
    rows.add(
        Arrays.stream(cells).map(cell -> cell == null || cell.isEmpty() ? "-" : Printable.of(cell)).toList());
    return this;
  }

  public List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(row.get(column));
      boolean last = column == row.size() - 1;
      line.append(" ".repeat(last ? 0 : widths[column] - length(row.get(column)) + 2));
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
