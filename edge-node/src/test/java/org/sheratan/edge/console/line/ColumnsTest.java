package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void shouldCountWhatATerminalShows() {
    assertEquals(0, Columns.of(""));
    assertEquals(5, Columns.of("grün "));
    assertEquals(4, Columns.of("節点"));
    assertEquals(2, Columns.of("😀"));
    assertEquals(2, Columns.of("한"));
    assertEquals(1, Columns.of("e\u0301"), "an accent stands on its letter");
    assertEquals(1, Columns.of("→"));
  }
}
