package org.sheratan.edge.wiring;

import java.util.OptionalLong;

/**
 * What a node with a console does about a start that was refused (docs/decisions/0127).
 *
 * <pre>
 * the refusal          after 5 s, 10 s … 60 s    held for too long
 * may pass             TRY                       GIVE_UP
 * will not pass        WAIT                      GIVE_UP
 * </pre>
 *
 * <p>A service manager that waits for the start is held up for 90 s, while somebody types at the console until ten minutes after
 * the last key, and never for more than half an hour. Where none waits, nothing is given up.
 */
final class RefusedStart {
  enum Next {
    WAIT, TRY, GIVE_UP
  }

  static final long HELD_MS = 90_000;
  static final long HELD_AFTER_KEY_MS = 10 * 60_000L;
  static final long HELD_AT_MOST_MS = 30 * 60_000L;
  static final long FIRST_PAUSE_MS = 5_000;
  static final long LONGEST_PAUSE_MS = 60_000;

  private final boolean awaited;
  private final long sinceMs;
  private long pauseMs = FIRST_PAUSE_MS;
  private long tryMs = Long.MAX_VALUE;

  /** @param awaited whether a service manager waits for the start */
  RefusedStart(boolean awaited, long nowMs) {
    this.awaited = awaited;
    this.sinceMs = nowMs;
  }

  /** @param lasting whether another start would end no better */
  void onRefused(boolean lasting, long nowMs) {
    tryMs = lasting ? Long.MAX_VALUE : nowMs + pauseMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
  }

  /** @param quietMs how long ago something was typed at the console; empty when nothing ever was */
  Next next(long nowMs, OptionalLong quietMs) {
    long heldMs = nowMs - sinceMs;
    boolean typing = quietMs.isPresent() && quietMs.getAsLong() < HELD_AFTER_KEY_MS;
    if (awaited && heldMs >= (typing ? HELD_AT_MOST_MS : HELD_MS)) {
      return Next.GIVE_UP;
    }
    return nowMs >= tryMs ? Next.TRY : Next.WAIT;
  }
}
