package org.sheratan.edge.console.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineEditorTest {
  private static final String LEFT = "\u001b[D";
  private static final String UP = "\u001b[A";
  private static final String DOWN = "\u001b[B";

  private final KeyDecoder decoder = new KeyDecoder();
  private final LineEditor editor = new LineEditor();
  private final PaperTerminal terminal = new PaperTerminal();
  private final List<Entry> entries = new ArrayList<>();

  @BeforeEach
  void open() {
    open(LineEditor.Echo.SHOWN);
  }

  private void open(LineEditor.Echo echo) {
    editor.open("> ", echo);
    terminal.print(editor.takeOutput());
  }

  private void type(String text) {
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      decoder.accept(each).flatMap(editor::accept).ifPresent(entry -> {
        entries.add(entry);
        if (!(entry instanceof Entry.End)) {
          editor.open("> ", LineEditor.Echo.SHOWN);
        }
      });
      terminal.print(editor.takeOutput());
    }
  }

  private static Entry line(String text) {
    return new Entry.Line(text);
  }

  @Test
  void shouldShowWhatIsTyped() {
    type("status");
    assertEquals("> status", terminal.row());
    assertEquals(8, terminal.column());
  }

  @Test
  void shouldGiveTheLineAndStartTheNext() {
    type("status\rver\n");
    assertEquals(List.of(line("status"), line("ver")), entries);
    assertEquals(List.of("> status", "> ver", ">"), terminal.rows());
  }

  @Test
  void shouldEraseBeforeTheCursor() {
    type("stx\bato\u007ftus");
    assertEquals("> stattus", terminal.row());
    type("\b".repeat(20));
    assertEquals(">", terminal.row());
    assertEquals(2, terminal.column());
  }

  @Test
  void shouldInsertAndDeleteInTheMiddle() {
    type("sttus" + LEFT + LEFT + LEFT + "a");
    assertEquals("> status", terminal.row());
    assertEquals(5, terminal.column());
    type("\u001b[3~");
    assertEquals("> staus", terminal.row());
    type("\u0001X\u0005Y\r");
    assertEquals(List.of(line("XstausY")), entries);
  }

  @Test
  void shouldEraseByWordAndByLine() {
    type("range start node-b2  \u0017");
    assertEquals("> range start", terminal.row());
    type(LEFT.repeat(6) + "\u000b");
    assertEquals("> range", terminal.row());
    type("\u0015");
    assertEquals(">", terminal.row());
    assertEquals(2, terminal.column());
  }

  @Test
  void shouldRecallEarlierLinesAndTheOneBeingTyped() {
    type("one\rtwo\rtwo\rthr" + UP);
    assertEquals("> two", terminal.row());
    type(UP + UP + UP);
    assertEquals("> one", terminal.row());
    type(DOWN + DOWN + DOWN);
    assertEquals("> thr", terminal.row());
  }

  @Test
  void shouldKeepOnlyTheLatestLines() {
    for (int number = 0; number < History.MAX_LINES + 5; number++) {
      type("line" + number + "\r");
    }
    type(UP.repeat(100));
    assertEquals("> line5", terminal.row());
  }

  @Test
  void shouldShowPartOfALongLineWithinOneRow() {
    String text = "abcdefghij".repeat(15);
    type(text);
    assertEquals(79, terminal.column());
    assertTrue(terminal.row().endsWith("ghij"), terminal.row());
    type("\u0001");
    assertTrue(terminal.row().startsWith("> abcdefghij"), terminal.row());
    type("\r");
    assertEquals(List.of(line(text)), entries);
  }

  @Test
  void shouldUseNothingOfALineLongerThanAnyCommand() {
    type("reboot" + "x".repeat(1 << 20));
    int bells = terminal.bells();
    type("\rver\r");
    assertEquals(List.of(new Entry.TooLong(), line("ver")), entries);
    assertEquals(1, bells, "the bell rings once, not a million times");
  }

  @Test
  void shouldPlaceTheCursorBehindWideAndCombiningSigns() {
    type("節e\u0301x" + LEFT);
    assertEquals(5, terminal.column());
    type("\b\b\b");
    assertEquals("> x", terminal.row());
  }

  @Test
  void shouldNeitherShowNorKeepASecret() {
    terminal.print(editor.takeOutput());
    type("ver\r");
    editor.close();
    editor.open("Password: ", LineEditor.Echo.HIDDEN);
    type("hidden-word");
    assertFalse(String.join("\n", terminal.rows()).contains("hidden"), terminal.rows().toString());
    assertEquals(10, terminal.column(), "not even its length shows");
    type("\b\bd\r" + UP);
    assertEquals(line("hidden-wod"), entries.getLast());
    assertEquals("> ver", terminal.row());
  }

  @Test
  void shouldPrintNothingWithoutEcho() {
    type("ver\r");
    editor.close();
    editor.takeOutput();
    editor.open("", LineEditor.Echo.OFF);
    for (byte each : "AT\b\bATE1\r".getBytes(StandardCharsets.US_ASCII)) {
      decoder.accept(each).flatMap(editor::accept).ifPresent(entries::add);
    }
    assertEquals("", editor.takeOutput());
    assertEquals(line("ATE1"), entries.getLast());
  }

  @Test
  void shouldGiveTheRowAwayAndTakeItBack() {
    type("half");
    editor.close();
    terminal.print(editor.takeOutput() + "news\r\n");
    editor.open("> ", LineEditor.Echo.SHOWN);
    terminal.print(editor.takeOutput());
    assertEquals(List.of("news", "> half"), terminal.rows());
  }

  @Test
  void shouldTellInterruptFromEnd() {
    type("half\u0003");
    assertEquals(List.of(new Entry.Interrupt()), entries);
    assertEquals(List.of("> half^C", ">"), terminal.rows());
    type("\u0004");
    assertEquals(new Entry.End(), entries.getLast());
  }

  @Test
  void shouldDeleteAtTheCursorWithTheKeyThatElseEnds() {
    type("abc\u0001\u0004\r");
    assertEquals(List.of(line("bc")), entries);
  }

  @Test
  void shouldStayWithinTheRowWhateverIsTyped() {
    String keys = "ab 節é\b\u007f\u0001\u0005\u0002\u0006\u000b\u0015\u0017\u000c\u0004\r\n" + UP + DOWN
        + LEFT;
    int[] letters = keys.codePoints().toArray();
    for (long seed = 1; seed <= 100; seed++) {
      Random random = new Random(seed);
      StringBuilder typed = new StringBuilder();
      for (int count = 0; count < 400; count++) {
        typed.appendCodePoint(random.nextInt(3) == 0 ? letters[random.nextInt(letters.length)] : 'm');
      }
      // The terminal fails when it is led out of the row.
      type(typed.toString());
      if (!editor.isOpen()) {
        open(LineEditor.Echo.SHOWN);
      }
    }
  }
}
