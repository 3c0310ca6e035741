package org.sheratan.edge.wiring;

import org.sheratan.edge.daemon.ExitStatus;

/** Why a node was not set up or not started, in one line for people; nothing half-written is left. */
public final class StartRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitStatus status;
  private final String fix;

  /** @param fix the next command or change to try; empty when there is none */
  public StartRefusal(ExitStatus status, String message, String fix) {
    super(message);
    this.status = status;
    this.fix = fix;
  }

  public ExitStatus status() {
    return status;
  }

  public String fix() {
    return fix;
  }

  /** Another start would end no better; the service has the same in {@code RestartPreventExitStatus}. */
  boolean lasting() {
    return status == ExitStatus.USAGE || status == ExitStatus.NOT_FOUND;
  }
}
