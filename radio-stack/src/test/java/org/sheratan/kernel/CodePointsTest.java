package org.sheratan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CodePointsTest {
  @Test
  void shouldCutBetweenCharactersAndNotInside() {
    String text = "a\ud83d\ude00b";
    assertEquals(3, CodePoints.count(text));
    assertEquals("", CodePoints.first(text, 0));
    assertEquals("a\ud83d\ude00", CodePoints.first(text, 2));
    assertEquals(text, CodePoints.first(text, 3));
    assertEquals(text, CodePoints.first(text, 9));
  }
}
