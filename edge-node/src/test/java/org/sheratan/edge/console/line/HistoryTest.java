package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HistoryTest {
  private final History history = new History();

  @Test
  void shouldHaveNothingAtFirst() {
    assertEquals("typed", history.older("typed"));
    assertEquals("typed", history.newer("typed"));
  }

  @Test
  void shouldGoBackAndForth() {
    history.add("one");
    history.add("two");
    assertEquals("two", history.older("thr"));
    assertEquals("one", history.older("two"));
    assertEquals("two", history.newer("one"));
    assertEquals("thr", history.newer("two"));
  }

  @Test
  void shouldNotKeepEmptyOrRepeatedLines() {
    history.add("one");
    history.add("  ");
    history.add("one");
    assertEquals("one", history.older(""));
    assertEquals("one", history.older("one"));
    assertEquals("", history.newer("one"));
  }

  @Test
  void shouldForgetOnDemand() {
    history.add("one");
    history.clear();
    assertEquals("", history.older(""));
  }
}
