package org.sheratan.edge.cli;

/** What every command's exit status means. Scripts rely on them: they never change. */
public enum ExitStatus {
  OK(0), FAILURE(1), USAGE(2), UNREACHABLE(3),
  /** No such thing, or nothing matched. */
  NOT_FOUND(4), AUTH(5), CONFLICT(6), TIMEOUT(7),
  /** Duty cycle used up, or region not set. */
  AIR_REFUSED(8), DEGRADED(9), INTERRUPTED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** @param problem last part of the problem's type, such as {@code not-found} */
  static ExitStatus of(int httpStatus, String problem) {
    return switch (problem) {
      case "duty-cycle", "region" -> AIR_REFUSED;
      case "too-many-wrong-tokens" -> AUTH;
      case "stopping" -> UNREACHABLE;
      default -> switch (httpStatus) {
        case 400, 413, 414, 415, 431 -> USAGE;
        case 401, 403, 421 -> AUTH;
        case 404, 422 -> NOT_FOUND;
        case 409 -> CONFLICT;
        case 408, 504 -> TIMEOUT;
        case 507 -> DEGRADED;
        default -> FAILURE;
      };
    };
  }
}
