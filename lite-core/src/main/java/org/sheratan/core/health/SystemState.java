package org.sheratan.core.health;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How a node is as a whole. Names are the original's, codes are stored and never change; {@link StateMachine} moves it. */
public enum SystemState {
  /** Up, and doing nothing of its own accord. */
  PAUSED(0),
  /** All is well. */
  OPERATIONAL(1),
  /** Something it needs is down. */
  DEGRADED(2),
  /** Too much is unusual: it looks at itself, and takes nothing on of its own accord. */
  REFLECTIVE(3),
  /** On the way back. */
  RECOVERY(4);

  private final int code;

  SystemState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  static Optional<SystemState> of(long code) {
    return EnumSet.allOf(SystemState.class).stream().filter(state -> state.code == code).findFirst();
  }

  /** Where it may go from here, at once. */
  public Set<SystemState> next() {
    return switch (this) {
      case PAUSED -> EnumSet.of(RECOVERY, OPERATIONAL);
      case OPERATIONAL -> EnumSet.of(DEGRADED, REFLECTIVE, RECOVERY, PAUSED);
      case DEGRADED -> EnumSet.of(OPERATIONAL, REFLECTIVE, RECOVERY, PAUSED);
      case REFLECTIVE -> EnumSet.of(OPERATIONAL, DEGRADED, RECOVERY, PAUSED);
      case RECOVERY -> EnumSet.of(OPERATIONAL, DEGRADED, PAUSED);
    };
  }
}
