package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/** What an heir has of a job. Codes travel and never change. */
public enum HeirWord {
  /** The will, and nothing has come of it. */
  WILL(0),
  /** A job of its own that stands in for it. */
  DEPUTY(1),
  /** Nothing, or nothing more; said to an owner that comes back. */
  NOTHING(2),
  /** The will, and nothing has come of it; said to an owner that comes back. */
  STILL_WILL(3);

  private final int code;

  HeirWord(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static HeirWord read(ByteReader in) {
    int start = in.offset();
    int code = in.u8("heir word");
    for (HeirWord each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new MalformedException("heir word", start, "unknown code " + code);
  }
}
