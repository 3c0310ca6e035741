package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/** What one who has a job says to its heirs. Codes travel and never change. */
public enum CustodyWord {
  /** It is mine, and under way. */
  KEPT(0),
  /** It has ended: nothing of it needs to be kept. */
  ENDED(1),
  /** The owner does not know it: it has lost its memory of that time. */
  UNKNOWN(2),
  /** It is mine and was all the time: whoever stands in for me shall stop. */
  RECALLED(3),
  /** The owner comes back and asks what its heirs have. */
  BACK(4);

  private final int code;

  CustodyWord(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static CustodyWord read(ByteReader in) {
    int start = in.offset();
    int code = in.u8("custody word");
    for (CustodyWord each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new MalformedException("custody word", start, "unknown code " + code);
  }
}
