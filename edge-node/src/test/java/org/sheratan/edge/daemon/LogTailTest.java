package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /** Half of one is no text, and every answer with such a line would have failed. */
  @Test
  void shouldNotCutThroughASurrogatePair() {
    for (String before : List.of("", "x")) {
      long next = LogTail.next();
      LogTail.add(before + "\uD83D\uDCA5".repeat(LogTail.MOST_CHARS));
      String kept = LogTail.from(next).orElseThrow().text();
      assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(kept), before);
      assertTrue(kept.length() >= LogTail.MOST_CHARS && kept.endsWith("…"));
    }
  }
}
