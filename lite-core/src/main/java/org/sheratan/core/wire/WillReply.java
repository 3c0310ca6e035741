package org.sheratan.core.wire;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.MalformedException;

/** What an heir says to a will. Codes travel and never change. */
public enum WillReply {
  /** It is on its disk. */
  ACCEPTED(0),
  /** As many wills as it takes, of that owner or in all. */
  FULL(1),
  /** Longer than what it takes. */
  TOO_LARGE(2),
  /** It keeps nothing now: its disk is full, or its epoch in doubt. */
  STOPPING(3),
  /** Of an epoch that the owner has left. */
  WRONG_EPOCH(4),
  /** The request breaks the rules, or another will for that job is here. */
  INVALID(5);

  private final int code;

  WillReply(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static WillReply read(ByteReader in) {
    int start = in.offset();
    int code = in.u8("will reply");
    for (WillReply each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    throw new MalformedException("will reply", start, "unknown code " + code);
  }
}
