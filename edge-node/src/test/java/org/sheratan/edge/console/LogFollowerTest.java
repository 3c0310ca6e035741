package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.console.line.LineEditor;
import org.sheratan.edge.daemon.LogTail;

class LogFollowerTest {
  private final SortedMap<Long, String> log = new TreeMap<>();
  private final Screen screen = new Screen(new LineEditor(), false);

  private LogFollower follower(long next) {
    return new LogFollower(number -> log.tailMap(number).entrySet().stream().findFirst()
        .map(entry -> new LogTail.Line(entry.getKey(), entry.getValue())), next);
  }

  private String shown(LogFollower follower) {
    follower.poll(screen);
    return new String(screen.take(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldBeginALittleBefore() {
    for (long number = 1; number <= 30; number++) {
      log.put(number, "line " + number);
    }
    String shown = shown(follower(31));
    assertTrue(shown.startsWith("line 21\r\nline 22\r\n"), shown);
    assertTrue(shown.endsWith("line 30\r\n"), shown);
  }

  @Test
  void shouldGoOnWithWhatComes() {
    LogFollower follower = follower(1);
    assertEquals("", shown(follower));
    log.put(1L, "one");
    assertEquals("one\r\n", shown(follower));
    assertEquals("", shown(follower));
    log.put(2L, "two");
    assertEquals("two\r\n", shown(follower));
  }

  @Test
  void shouldCountWhatItMissed() {
    LogFollower follower = follower(1);
    log.put(1L, "one");
    shown(follower);
    log.put(9L, "nine");
    assertEquals("(7 lines left out: this line is too slow)\r\nnine\r\n", shown(follower));
  }

  @Test
  void shouldShowNoControlOfALogLine() {
    log.put(1L, "a\u001b[2Jb\rc");
    assertEquals("a?[2Jb?c\r\n", shown(follower(1)));
  }

  @Test
  void shouldStopWhenTheScreenIsFull() {
    for (long number = 1; number <= 1_000; number++) {
      log.put(number, "x".repeat(70));
    }
    screen.onTime(0);
    LogFollower follower = follower(1);
    assertTrue(shown(follower).length() <= Pace.MOST_BYTES + 80);
    assertEquals("", shown(follower), "not before time has passed");
    screen.onTime(100);
    assertTrue(shown(follower).length() > 0);
  }
}
