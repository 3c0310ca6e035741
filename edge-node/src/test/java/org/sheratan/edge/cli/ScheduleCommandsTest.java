package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Command;

class ScheduleCommandsTest extends AgainstNode {
  @Test
  void shouldAddShowListAndRemove() throws IOException {
    assertEquals("no schedules\n", run("schedule", "list").err());
    CliRun added = run("schedule", "add", "every 15 min ping when > 30 then message node-b2 \"Too hot\"");
    assertEquals("s1\n", added.out());
    assertTrue(run("schedule", "list").out().contains("every 15 min ping"));
    String shown = run("schedule", "show", "s1").out();
    assertTrue(shown.startsWith("schedule   s1  every 15 min ping"), shown);
    assertTrue(shown.contains("next       in 42"), shown);
    assertTrue(shown.contains("runs       0, missed 0, met 0"), shown);
    assertEquals("schedule s1 is gone\n", run("schedule", "remove", "1").out());
    assertEquals(4, run("schedule", "show", "s1").exit());
  }

  @Test
  void shouldWarnOfWhatNobodyKnowsNow() throws IOException {
    CliRun added = run("schedule", "add", "every 15 min ping when > 30 then message stranger Hi");
    assertEquals("s1\n", added.out());
    assertTrue(added.err().contains("warning: no one node is called stranger"), added.err());
    assertTrue(run("schedule", "show", "s1").out().contains("warning    no one node is called stranger"));
  }

  @Test
  void shouldGiveBackTheQuotesThatAShellTook() throws IOException {
    CliRun added = run("schedule", "add", "every", "1", "h", "ping", "when", ">", "3", "then", "message",
        "node-b2", "Say \"hi\" now");
    assertEquals(0, added.exit(), added.err());
    assertEquals("every 1 h ping when > 3 then message node-b2 \"Say \\\"hi\\\" now\"",
        node.asked(Command.AddSchedule.class).words());
  }

  /** In quotes altogether, a parameter had no name. */
  @Test
  void shouldPutBackQuotesBehindTheName() throws IOException {
    CliRun added = run("schedule", "add", "every", "1", "h", "ping", "text=how many", "quote=a\"b", "none=",
        "when", "value", ">", "3", "then", "message", "node-b2", "");
    assertEquals(0, added.exit(), added.err());
    assertEquals(
        "every 1 h ping text=\"how many\" quote=\"a\\\"b\" none= when value > 3 then message node-b2 \"\"",
        node.asked(Command.AddSchedule.class).words());
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    CliRun wrong = run("schedule", "add", "every 5 weeks ping");
    assertEquals(2, wrong.exit(), wrong.err());
    assertTrue(wrong.err().contains("expected s, min, h or d"), wrong.err());
    assertEquals(2, run("schedule", "show", "tuesday").exit());
  }
}
