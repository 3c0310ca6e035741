package org.sheratan.edge.console.line;

import java.util.Optional;

/**
 * One line being typed: keys in, characters for the terminal out. It draws with carriage return, backspace and space
 * alone, within one row of 80 columns, so that it survives any terminal. A line that does not fit is shown in part.
 */
public final class LineEditor {
  private static final int ROW_COLUMNS = 79;
  private static final String BELL = "\u0007";

  /** What is shown of what is typed. */
  public enum Echo {
    SHOWN,
    /** For secrets: nothing, not even how long it is; not kept in the history either. */
    HIDDEN,
    /** Nothing, for machines that read only answers. */
    OFF
  }

  private final LineBuffer buffer = new LineBuffer();
  private final History history = new History();
  private final StringBuilder out = new StringBuilder();
  private String prompt = "";
  private Echo echo = Echo.SHOWN;
  private boolean open;
  private int firstShown;
  private int shownColumns;

  /** Characters for the terminal since the last call. */
  public String takeOutput() {
    String taken = out.toString();
    out.setLength(0);
    return taken;
  }

  /** Asks for the next line; what was typed ahead stays in it. */
  public void open(String newPrompt, Echo newEcho) {
    prompt = newPrompt;
    echo = newEcho;
    open = true;
    shownColumns = 0;
    draw();
  }

  /** Takes the row away for others to print there; {@link #open} brings it back. */
  public void close() {
    if (open && echo != Echo.OFF) {
      out.append('\r').append(" ".repeat(shownColumns)).append('\r');
    }
    open = false;
  }

  /** Forgets what was typed, now and before. */
  public void reset() {
    buffer.clear();
    history.clear();
    firstShown = 0;
    open = false;
  }

  public boolean isOpen() {
    return open;
  }

  public Optional<Entry> accept(Key key) {
    return switch (key) {
      case Key.Letter letter -> typed(letter.codePoint());
      case Key.Control control -> pressed(control);
    };
  }

  private Optional<Entry> typed(int codePoint) {
    boolean told = buffer.overflowed();
    if (!buffer.insert(codePoint)) {
      ring(!told);
      return Optional.empty();
    }
    int columns = Columns.of(codePoint);
    boolean simple = buffer.cursor() == buffer.length() && shownColumns + columns <= ROW_COLUMNS
        && columns > 0;
    if (drawing() && simple) {
      out.appendCodePoint(codePoint);
      shownColumns += columns;
    } else {
      draw();
    }
    return Optional.empty();
  }

  private Optional<Entry> pressed(Key.Control key) {
    switch (key) {
      case ENTER -> {
        return Optional.of(entered());
      }
      case INTERRUPT -> {
        print(shownColumns + 2 <= ROW_COLUMNS ? "^C" : "");
        endRow();
        return Optional.of(new Entry.Interrupt());
      }
      case DELETE_OR_END -> {
        if (buffer.length() == 0) {
          endRow();
          return Optional.of(new Entry.End());
        }
        erase(buffer.cursor(), buffer.cursor() + 1);
      }
      case BACKSPACE -> erase(buffer.cursor() - 1, buffer.cursor());
      case DELETE -> erase(buffer.cursor(), buffer.cursor() + 1);
      case ERASE_BEFORE -> erase(0, buffer.cursor());
      case ERASE_BEHIND -> erase(buffer.cursor(), buffer.length());
      case ERASE_WORD -> erase(buffer.wordStart(), buffer.cursor());
      case LEFT -> move(buffer.cursor() - 1);
      case RIGHT -> move(buffer.cursor() + 1);
      case HOME -> move(0);
      case END -> move(buffer.length());
      case UP -> recall(history.older(buffer.text()));
      case DOWN -> recall(history.newer(buffer.text()));
      case REDRAW -> draw();
    }
    return Optional.empty();
  }

  private Entry entered() {
    Entry entry = buffer.overflowed() ? new Entry.TooLong() : new Entry.Line(buffer.text());
    if (echo != Echo.HIDDEN && entry instanceof Entry.Line(String line)) {
      history.add(line);
    }
    endRow();
    return entry;
  }

  private void endRow() {
    if (echo != Echo.OFF) {
      out.append("\r\n");
    }
    buffer.clear();
    history.leave();
    firstShown = 0;
    open = false;
  }

  private void erase(int from, int to) {
    if (from < 0 || to > buffer.length() || from == to) {
      ring(true);
      return;
    }
    buffer.delete(from, to);
    draw();
  }

  private void move(int place) {
    buffer.moveTo(place);
    draw();
  }

  private void recall(String line) {
    if (echo != Echo.HIDDEN) {
      buffer.set(line);
      draw();
    }
  }

  private void ring(boolean yes) {
    if (yes) {
      print(BELL);
    }
  }

  private void print(String text) {
    if (open && echo != Echo.OFF) {
      out.append(text);
    }
  }

  private boolean drawing() {
    return open && echo == Echo.SHOWN;
  }

  /** The whole row anew, blanks over what is no longer there, and back to the cursor. */
  private void draw() {
    if (!open || echo == Echo.OFF) {
      return;
    }
    if (echo == Echo.HIDDEN) {
      if (shownColumns == 0) {
        out.append('\r').append(prompt);
        shownColumns = Columns.of(prompt);
      }
      return;
    }
    int room = ROW_COLUMNS - Columns.of(prompt);
    firstShown = Math.min(firstShown, buffer.cursor());
    while (Columns.of(buffer.text(firstShown, buffer.cursor())) > room) {
      firstShown++;
    }
    int end = buffer.cursor();
    while (end < buffer.length() && Columns.of(buffer.text(firstShown, end + 1)) <= room) {
      end++;
    }
    String behind = buffer.text(buffer.cursor(), end);
    out.append('\r').append(prompt).append(buffer.text(firstShown, buffer.cursor())).append(behind);
    int columns = Columns.of(prompt) + Columns.of(buffer.text(firstShown, end));
    int blanks = Math.max(0, shownColumns - columns);
    out.append(" ".repeat(blanks)).append("\b".repeat(blanks + Columns.of(behind)));
    shownColumns = columns;
  }
}
