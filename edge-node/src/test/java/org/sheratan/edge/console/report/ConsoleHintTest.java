package org.sheratan.edge.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConsoleHintTest {
  @Test
  void shouldNameWhatTheConsoleHas() {
    assertEquals("net", ConsoleHint.of("sheratan node list"));
    assertEquals("region set EU868", ConsoleHint.of("sheratan region set EU868"));
    assertEquals("", ConsoleHint.of(""));
  }

  @Test
  void shouldLeaveWhatIsForAShell() {
    assertEquals("sudo chown pi access", ConsoleHint.of("sudo chown pi access"));
    assertEquals("sheratan run", ConsoleHint.of("sheratan run"));
  }
}
