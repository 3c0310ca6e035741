package org.sheratan.core.mission;

/** Where a job stands at its owner. Codes are stored and never change. */
public enum JobState {
  /** Accepted, waiting for its next auction. */
  PENDING(0, "pending"),
  /** Bids are being collected. */
  AUCTION(1, "auction"),
  /** Awarded; a worker holds the lease. */
  WORKING(2, "working"), COMPLETED(3, "completed"), FAILED(4, "failed"), CANCELLED(5, "cancelled"),
  /** The deadline passed first. */
  EXPIRED(6, "expired"),
  /** A worker may have run it and cannot say; running it again was not allowed. */
  OUTCOME_UNKNOWN(7, "outcome_unknown");

  private final int code;
  private final String word;

  JobState(int code, String word) {
    this.code = code;
    this.word = word;
  }

  public int code() {
    return code;
  }

  /** As the API and the CLI spell it. */
  public String word() {
    return word;
  }

  public boolean terminal() {
    return code >= COMPLETED.code;
  }
}
