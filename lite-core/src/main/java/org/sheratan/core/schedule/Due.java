package org.sheratan.core.schedule;

import org.sheratan.kernel.Now;

/**
 * When the next slot of a schedule is. Slots are the multiples of its period since it was made, by wall time where
 * somebody vouches for that, else by the time the node was up. Pure.
 *
 * <pre>
 * wall time       | due
 * vouched for     | at wallMs; when that is unknown it follows from uptimeMs, and when it is further ahead than a period,
 *                 | because the clock was set back, it is a period from now
 * not vouched for | at uptimeMs; when that is further ahead than a period, because a crash took uptime back, it is a period
 *                 | from now
 * </pre>
 *
 * A slot that passed while the node was off, or its job of before had not ended, is missed: counted, and not made up
 * for, except that the latest of them is run at once.
 *
 * @param wallMs by wall time, 0 while that is not known
 * @param uptimeMs by the time the node was up, over all its starts
 */
public record Due(long wallMs, long uptimeMs) {
  /** @param missed slots that passed before the one that is run now */
  record Turn(boolean now, long missed, Due next) {}

  /** The first slot: a period from now. */
  static Due first(long everyMs, Now now, long uptimeMs) {
    long wallMs = now.vouchedWallMs();
    return new Due(wallMs == 0 ? 0 : wallMs + everyMs, uptimeMs + everyMs);
  }

  /** What is due at {@code now}, and when what comes after is. */
  Turn at(long everyMs, Now now, long upMs) {
    Due known = seen(everyMs, now, upMs);
    long leftMs = known.leftMs(now, upMs);
    if (leftMs > 0) {
      return new Turn(false, 0, known);
    }
    long missed = -leftMs / everyMs;
    long stepMs = (missed + 1) * everyMs;
    return new Turn(true, missed,
        new Due(known.wallMs == 0 ? 0 : known.wallMs + stepMs, upMs + leftMs + stepMs));
  }

  /** Until it is due; not positive when it is. */
  long leftMs(Now now, long upMs) {
    return now.vouchedWallMs() > 0 && wallMs > 0 ? wallMs - now.vouchedWallMs() : uptimeMs - upMs;
  }

  private Due seen(long everyMs, Now now, long upMs) {
    long nowWallMs = now.vouchedWallMs();
    long dueUpMs = Math.min(uptimeMs, upMs + everyMs);
    if (nowWallMs == 0) {
      return new Due(wallMs, dueUpMs);
    }
    long byUptimeMs = nowWallMs + dueUpMs - upMs;
    return new Due(wallMs == 0 ? Math.max(1, byUptimeMs) : Math.min(wallMs, nowWallMs + everyMs), dueUpMs);
  }
}
