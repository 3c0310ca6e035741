package org.sheratan.edge.cli.shell;

import java.io.IOException;
import java.util.function.UnaryOperator;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;

/** Where a command writes: either one JSON document or text, on stdout; notes and errors on stderr. */
public final class Output {
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";
  private static final int MAX_ANSWER_CHARS = 64;

  private final Terminal terminal;
  private final boolean json;
  private final boolean color;
  private final UnaryOperator<String> hints;

  /** @param hints completes a command that is shown as the next step */
  Output(Terminal terminal, boolean json, boolean color, UnaryOperator<String> hints) {
    this.terminal = terminal;
    this.json = json;
    this.color = color;
    this.hints = hints;
  }

  /** Whether the caller wants JSON; text methods then write nothing. */
  public boolean json() {
    return json;
  }

  public boolean interactive() {
    return terminal.interactive() && !json;
  }

  /** The one document of a command; nothing without {@code --json}. */
  public void document(Json document) {
    if (json) {
      terminal.out().print(PrettyJson.text(document) + "\n");
      terminal.out().flush();
    }
  }

  /** One of many documents, each a line of its own; nothing without {@code --json}. */
  public void event(Json document) {
    if (json) {
      terminal.out().print(CanonicalJson.text(document) + "\n");
      terminal.out().flush();
    }
  }

  /** A line of the answer, our own words or {@link Printable} ones. */
  public void line(String text) {
    part(text + "\n");
  }

  /** A line nobody may miss: on stderr where stdout is one JSON document. */
  public void banner(String text) {
    if (json) {
      note(text);
    } else {
      line(text);
    }
  }

  /** Without a line end, shown at once. */
  public void part(String text) {
    if (!json) {
      terminal.out().print(shown(text));
      terminal.out().flush();
    }
  }

  public void table(Table table) {
    table.lines().forEach(this::line);
  }

  /** For people only: hints and progress. */
  public void note(String text) {
    terminal.err().print(shown(Printable.of(text)) + "\n");
    terminal.err().flush();
  }

  /** A note that shows a command to go on with. */
  public void hint(String text, String command) {
    note(text + hints.apply(command));
  }

  /** A line of the answer that shows a command to go on with. */
  public void step(String text, String command) {
    line(text + Printable.of(hints.apply(command)));
  }

  /** A question on stderr; true when a person says yes. Ask only where {@link #interactive()}. */
  public boolean yes(String question) throws CommandFailure {
    terminal.err().print(shown(Printable.of(question)) + " [y/N] ");
    terminal.err().flush();
    try {
      StringBuilder line = new StringBuilder();
      for (int letter = terminal.in().read(); letter >= 0 && letter != '\n'
          && line.length() < MAX_ANSWER_CHARS; letter = terminal.in().read()) {
        line.append((char) letter);
      }
      return line.toString().strip().matches("(?i)y|yes");
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.FAILURE, "the answer cannot be read: " + unreadable.getMessage(),
          "");
    }
  }

  /** On stderr for people; with {@code --json} also as the one document. */
  public void failure(CommandFailure failure) {
    boolean ended = failure.getMessage().matches("(?s).*[.?!]");
    String next = hints.apply(failure.fix());
    String fix = next.isEmpty() ? "" : (ended ? " Try: " : ". Try: ") + next;
    String label = color ? RED + "error:" + PLAIN : "error:";
    terminal.err().print(label + " " + shown(Printable.of(failure.getMessage() + fix)) + "\n");
    terminal.err().flush();
    Json.Obj error = Json.Obj.EMPTY.with("exit_status", failure.exit().code()).with("message",
        failure.getMessage());
    document(Json.Obj.EMPTY.with("error",
        next.isEmpty() ? error : error.with("fix", next)));
  }

  private String shown(String text) {
    return terminal.unicode() ? text : Printable.ascii(text);
  }
}
