package org.sheratan.edge.console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.sheratan.edge.console.line.LineEditor;
import org.sheratan.edge.console.line.Rows;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;

/**
 * What goes to the terminal, in order. Only the editor's own strokes go there as they are; every line passes
 * {@link Printable}, so that nothing another node chose can steer the terminal.
 */
final class Screen {
  private final LineEditor editor;
  private final boolean ascii;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Pace pace = new Pace();

  /** @param ascii for terminals without UTF-8 */
  Screen(LineEditor editor, boolean ascii) {
    this.editor = editor;
    this.ascii = ascii;
  }

  void line(String text) {
    gather();
    Rows.of(Printable.of(text)).forEach(row -> add(row + "\r\n"));
  }

  /** Not wrapped: machines read lines. */
  private void wholeLine(String text) {
    gather();
    add(Printable.of(text) + "\r\n");
  }

  void outcome(Outcome outcome) {
    outcome.lines().forEach(this::line);
    outcome.failure().ifPresent(this::failure);
  }

  /** For machines: whole lines, then one that says how it ended. */
  void machineOutcome(Outcome outcome) {
    outcome.lines().forEach(this::wholeLine);
    wholeLine(outcome.failure().map(failure -> "+ERR: " + failure.exit().code() + "," + failure.getMessage())
        .orElse("OK"));
  }

  void failure(CommandFailure failure) {
    line("error: " + failure.getMessage());
    Optional.of(failure.fix()).filter(fix -> !fix.isEmpty()).ifPresent(fix -> line("try: " + fix));
  }

  void onTime(long nowMs) {
    pace.onTime(nowMs);
  }

  /** Whether more may be printed just now; what is printed all the same waits its turn. */
  boolean hasRoom() {
    gather();
    return out.size() < pace.left();
  }

  /** What the line can carry by now; the rest is kept for later. */
  byte[] take() {
    gather();
    byte[] all = out.toByteArray();
    int count = pace.spend(all.length);
    out.reset();
    out.write(all, count, all.length - count);
    return Arrays.copyOf(all, count);
  }

  /** Something is kept for later. */
  boolean waiting() {
    return out.size() > 0;
  }

  /** Forgets what has not been taken: nobody is there to read it. */
  void clear() {
    gather();
    out.reset();
  }

  private void gather() {
    add(editor.takeOutput());
  }

  private void add(String text) {
    out.writeBytes((ascii ? Printable.ascii(text) : text).getBytes(StandardCharsets.UTF_8));
  }
}
