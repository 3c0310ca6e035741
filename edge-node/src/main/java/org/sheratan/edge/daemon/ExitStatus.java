package org.sheratan.edge.daemon;

/** What the process says when it ends; docs/operations.md lists them. Numbers never change. */
public enum ExitStatus {
  OK(0), FAILURE(1),
  /** Wrong arguments, or a configuration that cannot be used. */
  USAGE(2),
  /** No node answers. A node that runs out of memory ends with the same number, which is Java's choice. */
  UNREACHABLE(3), NOT_FOUND(4),
  /** Wrong or unreadable token. */
  AUTH(5),
  /** Somebody else has it: the port, the data folder, the idempotency key. */
  CONFLICT(6), TIMEOUT(7),
  /** Refused by duty cycle or region. */
  AIRTIME(8),
  /** It works, but not all of it. */
  DEGRADED(9), INTERRUPTED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
