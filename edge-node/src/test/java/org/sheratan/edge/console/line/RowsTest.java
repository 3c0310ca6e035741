package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class RowsTest {
  @Test
  void shouldLeaveShortLinesAlone() {
    assertEquals(List.of("a b"), Rows.of("a b"));
    assertEquals(List.of(""), Rows.of(""));
    assertEquals(List.of("x".repeat(79)), Rows.of("x".repeat(79)));
  }

  @Test
  void shouldBreakAtSpaces() {
    List<String> rows = Rows.of("word ".repeat(40));
    assertEquals(3, rows.size());
    assertTrue(rows.stream().allMatch(row -> row.length() <= 79 && row.endsWith("word")), rows.toString());
  }

  @Test
  void shouldBreakWordsLongerThanARow() {
    assertEquals(List.of("x".repeat(79), "x".repeat(21)), Rows.of("x".repeat(100)));
  }

  @Test
  void shouldCountWideSignsTwice() {
    List<String> rows = Rows.of("節".repeat(50));
    assertEquals(List.of("節".repeat(39), "節".repeat(11)), rows);
  }
}
