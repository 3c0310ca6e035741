package org.sheratan.edge.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogTest {
  @Test
  void shouldWritePairs() {
    assertEquals("event=ready port=8081 data=/var/lib/x",
        Log.line("ready", "port", 8081, "data", "/var/lib/x"));
    assertEquals("event=stopped", Log.line("stopped"));
  }

  @Test
  void shouldQuoteWhatCouldForgeALine() {
    assertEquals("event=peer name=\"a b\"", Log.line("peer", "name", "a b"));
    assertEquals("\"\"", Log.value(""));
    assertEquals("\"a\\nevent=forged\"", Log.value("a\nevent=forged"));
    assertEquals("\"say \\\"x\\\" \\\\\"", Log.value("say \"x\" \\"));
    assertEquals("\"\\u{1b}[31m\\u{202e}\\u{2028}\\u{d800}\"", Log.value("\u001b[31m\u202e\u2028\ud800"));
    assertEquals("\"Bäcker 🙂\"", Log.value("Bäcker 🙂"));
  }

  @Test
  void shouldCutLongValues() {
    String value = Log.value("x".repeat(5_000));
    assertEquals(512 + 3, value.length());
    assertTrue(value.endsWith("…\""), value);
  }

  @Test
  void shouldPutAStackIntoOneLine() {
    String trace = Log.trace(new IllegalStateException("out\nof luck", new RuntimeException("why")));
    assertTrue(trace.startsWith("trace=\"java.lang.IllegalStateException: out\\nof luck < "), trace);
    assertTrue(trace.contains(" caused by java.lang.RuntimeException: why < "), trace);
    assertFalse(trace.contains("\n"));
  }

  @Test
  void shouldInsistOnPairs() {
    assertThrows(IllegalStateException.class, () -> Log.line("ready", "port"));
  }
}
