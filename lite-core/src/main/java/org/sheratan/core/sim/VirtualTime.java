package org.sheratan.core.sim;

import org.sheratan.kernel.Check;
import org.sheratan.kernel.Timers;

/** The one true time of a simulation, in milliseconds since its start, and what is still to happen in it. */
final class VirtualTime {
  private final Timers events = new Timers();
  private long nowMs;

  long nowMs() {
    return nowMs;
  }

  /** Has {@code event} happen {@code delayMs} from now, after everything already set for that moment. */
  void in(long delayMs, Runnable event) {
    Check.that(delayMs >= 0, "events lie ahead");
    events.at(nowMs + delayMs, event);
  }

  long nextDueMs() {
    return events.nextDueMs();
  }

  /** Moves on to {@code toMs} and lets everything due by then happen. */
  void advance(long toMs) {
    Check.that(toMs >= nowMs, "time does not go back");
    nowMs = toMs;
    events.runDue(nowMs);
  }
}
