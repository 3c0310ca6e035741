package org.sheratan.core.wire;

/** Why a node does not bid. Codes travel and never change. */
public enum DeclineReason {
  OTHER(0),
  /** Its queue is full. */
  BUSY(1),
  /** It does not run this kind, or lacks a needed offer. */
  NOT_CAPABLE(2),
  /** Award or result would exceed its limits. */
  TOO_LARGE(3),
  /** It will not run it for that price. */
  PRICE(4),
  /** It cannot be ready before the deadline. */
  DEADLINE(5),
  /** The owner is not trusted enough. */
  NOT_TRUSTED(6),
  /** It is shutting down, or its journal failed. */
  STOPPING(7);

  private final int code;

  DeclineReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Codes of later versions read as {@link #OTHER}. */
  static DeclineReason of(int code) {
    for (DeclineReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return OTHER;
  }
}
