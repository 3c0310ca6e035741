package org.sheratan.edge.shell;

import org.sheratan.edge.daemon.ExitStatus;

/** A command that could not do its work: the cause, and what to try next. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitStatus exit;
  private final String fix;
  private final String field;

  /** @param fix the next command to try; empty when there is none */
  public CommandFailure(ExitStatus exit, String message, String fix) {
    this(exit, message, fix, "");
  }

  /** @param field what part of the request the API blames; empty when there is none */
  CommandFailure(ExitStatus exit, String message, String fix, String field) {
    super(message, null, false, false);
    this.exit = exit;
    this.fix = fix;
    this.field = field;
  }

  /** The same, never without something to try. */
  public CommandFailure orTry(String otherwise) {
    return fix.isEmpty() ? new CommandFailure(exit, getMessage(), otherwise, field) : this;
  }

  public ExitStatus exit() {
    return exit;
  }

  public String fix() {
    return fix;
  }

  public String field() {
    return field;
  }
}
