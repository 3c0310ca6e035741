package org.sheratan.radio.mesh;

/** Codes are stored and never change. */
public enum Trust {
  /** Trusted because it was the first to hold this key; its fingerprint was shown. */
  FIRST_USE(0),
  /** The operator compared the fingerprint. */
  CONFIRMED(1),
  /** Nothing is taken from it and nothing is sent to it. */
  BLOCKED(2);

  private final int code;

  Trust(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
