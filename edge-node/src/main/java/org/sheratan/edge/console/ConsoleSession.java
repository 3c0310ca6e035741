package org.sheratan.edge.console;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.cli.shell.CommandFailure;
import org.sheratan.edge.console.line.Entry;
import org.sheratan.edge.console.line.Key;
import org.sheratan.edge.console.line.KeyDecoder;
import org.sheratan.edge.console.line.LineEditor;
import org.sheratan.edge.console.report.CheckReport;
import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.console.report.StatusReport;
import org.sheratan.edge.daemon.ExitStatus;

/**
 * One sitting at a terminal, from the device's coming to its going. Passive: bytes in, bytes out; what takes time is an
 * errand. Keys typed meanwhile are kept.
 *
 * <pre>
 * state    device came     line               errand's end      Ctrl-C
 * AWAY     →BUSY, banner   –                  ignored           –
 * PROMPT   →BUSY, banner   →BUSY or PROMPT    ignored           PROMPT anew
 * BUSY     →BUSY, banner   kept for later     →PROMPT, printed  →PROMPT, errand abandoned
 * </pre>
 */
final class ConsoleSession {
  private static final String PROMPT = "sheratan> ";
  /** Enough for a screen of pasted commands; noise beyond it is dropped. */
  private static final int MAX_KEYS_AHEAD = 1_024;

  private enum State {
    AWAY, PROMPT, BUSY
  }

  private final Facts facts;
  private final Errands errands;
  private final KeyDecoder decoder = new KeyDecoder();
  private final LineEditor editor = new LineEditor();
  private final Screen screen;
  private final Deque<Key> ahead = new ArrayDeque<>();
  private State state = State.AWAY;
  private int errand;
  private boolean news;

  /** @param ascii for terminals without UTF-8 */
  ConsoleSession(Facts facts, Errands errands, boolean ascii) {
    this.facts = facts;
    this.errands = errands;
    this.screen = new Screen(editor, ascii);
  }

  /** The device is there, for the first time or again: whoever sat there before has gone. */
  void onOpen() {
    onGone();
    editor.reset();
    screen.take();
    screen.line("");
    screen.line(StatusReport.title(facts.machine()));
    tellNews();
  }

  /** The node has come up, or will not: says how it is, once whatever is under way has ended. */
  void onNews() {
    news = true;
    if (state == State.PROMPT) {
      editor.close();
      tellNews();
    }
  }

  void onGone() {
    abandon();
    ahead.clear();
    state = State.AWAY;
  }

  void onBytes(byte[] bytes, int count) {
    for (byte each : Arrays.copyOf(bytes, count)) {
      decoder.accept(each).ifPresent(this::onKey);
    }
  }

  /** Time passes. */
  void poll(long nowMs) {
    screen.onTime(nowMs);
    work();
  }

  /** Whether something waits for time to pass: the next turn should come soon. */
  boolean hurried() {
    return state == State.PROMPT && !ahead.isEmpty();
  }

  /** Of an errand begun before; one that was abandoned meanwhile is ignored. */
  void onDone(int number, Outcome outcome) {
    if (state == State.BUSY && number == errand) {
      screen.outcome(outcome);
      prompt();
      work();
    }
  }

  byte[] takeOutput() {
    return screen.take();
  }

  private void onKey(Key key) {
    if (state == State.BUSY && key == Key.Control.INTERRUPT) {
      abandon();
      ahead.clear();
      screen.line("^C");
      prompt();
    } else if (ahead.size() < MAX_KEYS_AHEAD) {
      ahead.add(key);
    }
    work();
  }

  private void work() {
    while (state == State.PROMPT && !ahead.isEmpty() && screen.hasRoom()) {
      editor.accept(ahead.poll()).ifPresent(this::entered);
    }
  }

  private void entered(Entry entry) {
    switch (entry) {
      case Entry.Line(String text) -> command(text.strip());
      case Entry.TooLong() -> {
        screen.failure(new CommandFailure(ExitStatus.USAGE, "longer than any command: nothing was done", ""));
        prompt();
      }
      case Entry.Interrupt(),Entry.End() -> prompt();
    }
  }

  private void command(String text) {
    if (text.isEmpty()) {
      prompt();
      return;
    }
    List<String> words = List.of(text.split("\\s+"));
    Optional<Word> word = Words.find(words.getFirst());
    if (word.isEmpty()) {
      screen.failure(new CommandFailure(ExitStatus.USAGE, "unknown command " + words.getFirst(), "help"));
      prompt();
      return;
    }
    begin(() -> word.get().report().lines(facts, words.subList(1, words.size())));
  }

  private void begin(Errands.Work work) {
    state = State.BUSY;
    errand++;
    errands.start(errand, work);
  }

  private void tellNews() {
    news = false;
    begin(() -> CheckReport.lines(facts));
  }

  private void abandon() {
    if (state == State.BUSY) {
      errands.abandon(errand);
      errand++;
    }
  }

  private void prompt() {
    if (news) {
      tellNews();
      return;
    }
    state = State.PROMPT;
    editor.open(PROMPT, LineEditor.Echo.SHOWN);
  }
}
