package org.sheratan.radio.frame;

/** Order of service. Codes travel in two header bits and never change. */
public enum Priority {
  BULK(0), NORMAL(1), HIGH(2), EMERGENCY(3);

  private static final Priority[] BY_CODE = values();

  private final int code;

  Priority(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Priority of(int code) {
    return BY_CODE[code & 3];
  }
}
