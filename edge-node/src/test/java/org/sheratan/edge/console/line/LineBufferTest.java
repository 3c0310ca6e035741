package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineBufferTest {
  private final LineBuffer buffer = new LineBuffer();

  private void fill(String text) {
    text.codePoints().forEach(buffer::insert);
  }

  @Test
  void shouldInsertAtTheCursor() {
    fill("ac");
    buffer.moveTo(1);
    fill("b");
    assertEquals("abc", buffer.text());
    assertEquals(2, buffer.cursor());
  }

  @Test
  void shouldNotMoveOutOfTheLine() {
    fill("ab");
    buffer.moveTo(-5);
    assertEquals(0, buffer.cursor());
    buffer.moveTo(99);
    assertEquals(2, buffer.cursor());
  }

  @Test
  void shouldFindWhereAWordBegins() {
    fill("range start  ");
    assertEquals(6, buffer.wordStart());
    buffer.moveTo(5);
    assertEquals(0, buffer.wordStart());
    buffer.moveTo(0);
    assertEquals(0, buffer.wordStart());
  }

  @Test
  void shouldRememberThatItOverflowedEvenWhenItIsShorterAgain() {
    fill("x".repeat(LineBuffer.MAX_LETTERS));
    assertFalse(buffer.overflowed());
    assertFalse(buffer.insert('y'));
    buffer.delete(0, 10);
    assertTrue(buffer.overflowed(), "what is left is not what was typed");
    buffer.clear();
    assertFalse(buffer.overflowed());
  }

  @Test
  void shouldCountSignsBeyondTheBasicPlaneOnce() {
    fill("a😀b");
    assertEquals(3, buffer.length());
    buffer.delete(1, 2);
    assertEquals("ab", buffer.text());
  }
}
