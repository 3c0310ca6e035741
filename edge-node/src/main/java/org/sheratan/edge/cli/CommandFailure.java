package org.sheratan.edge.cli;

import org.sheratan.edge.daemon.ExitStatus;

/** A command that could not do its work: the cause, and what to try next. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitStatus exit;
  private final String fix;

  /** @param fix the next command to try; empty when there is none */
  public CommandFailure(ExitStatus exit, String message, String fix) {
    super(message, null, false, false);
    this.exit = exit;
    this.fix = fix;
  }

  public ExitStatus exit() {
    return exit;
  }

  public String fix() {
    return fix;
  }
}
