package org.sheratan.core.trace;

/** What a decision was for. */
public enum Intent {
  ADMIT("admit_job"),
  /** What a result asks for. */
  FOLLOW("follow_up"), DISPATCH("dispatch_job"), RECOVER("recover_failure"), COMPLETE("complete_job"), END(
      "end_job"), HOLD(
          "hold_job");

  private final String word;

  Intent(String word) {
    this.word = word;
  }

  /** As the trace spells it. */
  public String word() {
    return word;
  }
}
