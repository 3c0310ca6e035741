package org.sheratan.core.custody;

/** What has become of a will at its heir. Codes are stored and never change. */
public enum WillState {
  /** Nothing: who has the job before this node is heard. */
  KEPT(0),
  /** A job of this node stands in for it. */
  STANDING(1),
  /** That job is completed, and its owner has not said yet that it knows. */
  COMPLETED(2);

  private final int code;

  WillState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
