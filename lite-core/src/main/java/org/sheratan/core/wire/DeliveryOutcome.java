package org.sheratan.core.wire;

/** What a node did with words for its people. Codes travel, are stored, and never change. */
public enum DeliveryOutcome {
  /** They are on its disk and will be shown, once. */
  TAKEN(0),
  /** Not taken: what its people have not read yet fills its room. */
  FULL(1),
  /** Not taken now: so much came later that it no longer knows whether it had them before. */
  FORGOTTEN(2),
  /** Not taken, for a reason that this version does not know. */
  OTHER(3);

  private final int code;

  DeliveryOutcome(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Codes of later versions read as {@link #OTHER}. */
  public static DeliveryOutcome of(int code) {
    for (DeliveryOutcome outcome : values()) {
      if (outcome.code == code) {
        return outcome;
      }
    }
    return OTHER;
  }
}
