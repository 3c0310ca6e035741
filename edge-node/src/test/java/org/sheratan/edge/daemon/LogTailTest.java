package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogTailTest {
  @Test
  void shouldKeepWhatTheLogSays() {
    long next = LogTail.next();
    Log.info("tail-seen", "why", "a \"quote\"");
    assertTrue(LogTail.from(next).orElseThrow().text().contains("event=tail-seen why=\"a \\\"quote\\\"\""));
  }

  @Test
  void shouldForgetTheOldest() {
    long first = LogTail.next();
    for (int count = 0; count < LogTail.MOST_LINES + 10; count++) {
      LogTail.add("line " + count);
    }
    assertEquals(first + 10, LogTail.from(first).orElseThrow().number());
    assertTrue(LogTail.from(LogTail.next()).isEmpty());
  }

  @Test
  void shouldCutEndlessLines() {
    long next = LogTail.next();
    LogTail.add("x".repeat(1 << 20));
    assertEquals(LogTail.MOST_CHARS + 1, LogTail.from(next).orElseThrow().text().length());
  }
}
