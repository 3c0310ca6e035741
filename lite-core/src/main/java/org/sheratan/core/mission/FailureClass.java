package org.sheratan.core.mission;

/**
 * What it would take for a job that failed to go well. Codes are stored and never change.
 *
 * <pre>
 * class       | what failed                                              | the owner
 * TRANSIENT   | a lease, a receipt, a node that is busy, stopped or full | tries again after a pause, anywhere
 * PERMANENT   | the request itself, or what it asks for is not there     | asks a node that has not said so, else ends
 * CAPABILITY  | nobody bids, or the node has not got what it takes       | asks others, then waits for one that has
 * DEPENDENCY  | a job it depends on did not complete                     | ends
 * </pre>
 */
public enum FailureClass {
  TRANSIENT(1, "transient"), PERMANENT(2, "permanent"), CAPABILITY(3, "capability"), DEPENDENCY(4,
      "dependency");

  private final int code;
  private final String word;

  FailureClass(int code, String word) {
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
}
