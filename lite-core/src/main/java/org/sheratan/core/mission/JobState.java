package org.sheratan.core.mission;

/** Where a job stands at its owner. Codes are stored and never change. */
public enum JobState {
  /** Accepted, waiting for its next auction. */
  PENDING(0, "pending", false),
  /** Bids are being collected. */
  AUCTION(1, "auction", false),
  /** Awarded; a worker holds the lease. */
  WORKING(2, "working", false), COMPLETED(3, "completed", true), FAILED(4, "failed", true), CANCELLED(5,
      "cancelled", true),
  /** The deadline passed first. */
  EXPIRED(6, "expired", true),
  /** A worker may have run it and cannot say; running it again was not allowed. */
  OUTCOME_UNKNOWN(7, "outcome_unknown", true),
  /** Stopped by a gate until a person decides. */
  HELD(8, "held", false);

  private final int code;
  private final String word;
  private final boolean terminal;

  JobState(int code, String word, boolean terminal) {
    this.code = code;
    this.word = word;
    this.terminal = terminal;
  }

  public int code() {
    return code;
  }

  /** As the API and the CLI spell it. */
  public String word() {
    return word;
  }

  public boolean terminal() {
    return terminal;
  }
}
