package org.sheratan.core.trace;

/** How it went, by the names of decision trace v1. */
public enum Status {
  SUCCESS("success", 1), PARTIAL("partial", 0.5), FAILED("failed", 0),
  /** A success after failures. */
  RECOVERED("recovered", 1), SKIPPED("skipped", 0);

  private final String word;
  private final double share;

  Status(String word, double share) {
    this.word = word;
    this.share = share;
  }

  /** As the trace spells it. */
  public String word() {
    return word;
  }

  /** Of success, 0..1, as the score counts it. */
  double share() {
    return share;
  }
}
