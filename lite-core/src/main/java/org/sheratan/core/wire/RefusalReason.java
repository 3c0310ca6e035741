package org.sheratan.core.wire;

/** Why a worker does not take an award. Codes travel and never change. */
public enum RefusalReason {
  OTHER(0),
  /** Bid or lease were over when the award came. */
  LEASE_TOO_LATE(1), BUSY(2),
  /** It knows of no such bid, for instance after a restart. */
  UNKNOWN(3),
  /** The parameters break the kind's rules. */
  INVALID(4);

  private final int code;

  RefusalReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Codes of later versions read as {@link #OTHER}. */
  static RefusalReason of(int code) {
    for (RefusalReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return OTHER;
  }
}
