package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.console.line.LineEditor;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

class ScreenTest {
  private final Screen screen = new Screen(new LineEditor(), false);

  private long nowMs;

  /** After a while, so that the line carries all of it. */
  private String taken(Screen from) {
    nowMs += 10_000;
    from.onTime(nowMs);
    return new String(from.take(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldEndLinesForATerminal() {
    screen.line("one");
    screen.outcome(Outcome.of(List.of("two")));
    screen.failure(new CommandFailure(ExitStatus.USAGE, "three", "four"));
    assertEquals("one\r\ntwo\r\nerror: three\r\ntry: four\r\n", taken(screen));
  }

  @Test
  void shouldBreakRowsForPeopleAndNotForMachines() {
    String text = "word ".repeat(30).strip();
    screen.line(text);
    assertEquals(2, taken(screen).lines().count());
    screen.machineOutcome(Outcome.of(List.of(text)));
    assertEquals(text + "\r\nOK\r\n", taken(screen));
  }

  @Test
  void shouldLetNoControlThroughWhateverALineHolds() {
    Random random = new Random(5);
    for (int count = 0; count < 500; count++) {
      StringBuilder text = new StringBuilder();
      random.ints(60, 0, 0x2fff).forEach(text::appendCodePoint);
      screen.line(text.toString());
      screen.machineOutcome(Outcome.of(new CommandFailure(ExitStatus.FAILURE, text.toString(), "")));
      String out = taken(screen).replace("\r\n", "");
      assertFalse(out.isEmpty());
      assertTrue(out.codePoints().noneMatch(each -> Character.isISOControl(each) || each == 0x202e), out);
    }
  }

  @Test
  void shouldGiveOutNoMoreThanTheLineCarries() {
    screen.onTime(0);
    for (int count = 0; count < 500; count++) {
      screen.line(count + " of five hundred lines, each of some forty signs");
    }
    int first = screen.take().length;
    assertTrue(first <= Pace.MOST_BYTES, "at once: " + first);
    assertTrue(screen.waiting());
    assertFalse(screen.hasRoom());
    assertEquals("", new String(screen.take(), StandardCharsets.UTF_8));
    StringBuilder rest = new StringBuilder();
    for (int turns = 0; turns < 10; turns++) {
      rest.append(taken(screen));
    }
    assertTrue(rest.toString().endsWith("499 of five hundred lines, each of some forty signs\r\n"));
    assertFalse(screen.waiting());
  }

  @Test
  void shouldForgetWhatNobodyReads() {
    screen.line("for whoever has gone");
    screen.clear();
    assertEquals("", taken(screen));
  }

  @Test
  void shouldFallBackToAscii() {
    Screen plain = new Screen(new LineEditor(), true);
    plain.line("Sheratan edge 1.0.0 · node — region not set → 'region set EU868' … grün");
    byte[] bytes = plain.take();
    String text = new String(bytes, StandardCharsets.US_ASCII);
    assertEquals("Sheratan edge 1.0.0 - node - region not set -> 'region set EU868' ... gr?n\r\n", text);
    for (byte each : bytes) {
      assertTrue(each >= 0);
    }
  }
}
