package org.sheratan.core.message;

import java.util.Locale;

import org.sheratan.kernel.MalformedException;

/**
 * What is known of one member of the group that words are for. Codes are stored and never change.
 *
 * <pre>
 * event                          | UNKNOWN      | DELIVERED    | REFUSED      | ACKNOWLEDGED
 * its node has it                | DELIVERED    | stays        | stays        | stays
 * its node, or this one, refuses | REFUSED      | stays        | stays        | stays
 * a person there acknowledged it | ACKNOWLEDGED | ACKNOWLEDGED | ACKNOWLEDGED | stays
 * </pre>
 */
public enum MemberState {
  UNKNOWN(0), DELIVERED(1), REFUSED(2), ACKNOWLEDGED(3);

  private final int code;

  MemberState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  MemberState after(MessageState.Event event) {
    return switch (event) {
      case TAKEN -> this == UNKNOWN ? DELIVERED : this;
      case REFUSED, BLOCKED -> this == UNKNOWN ? MemberState.REFUSED : this;
      case ACKNOWLEDGED -> MemberState.ACKNOWLEDGED;
      case HANDED_OVER, LIFETIME_OVER -> this;
    };
  }

  static MemberState of(int code) {
    for (MemberState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new MalformedException("member state", 0, "unknown code " + code);
  }
}
