package org.sheratan.edge.http.door;

import java.util.Locale;
import java.util.function.Consumer;

import org.sheratan.kernel.Clock;

/**
 * Says which connections were closed without an answer, so that a client's lost request is no riddle. At most one
 * line in ten seconds, because anyone can provoke these; it counts those that got none. Nothing of what a client
 * sent is in it.
 */
public final class CloseLog {
  static final long EVERY_MS = 10_000;

  /** Why a connection was closed. */
  enum Why {
    /** The client connected and then said nothing. */
    SILENT,
    /** Its place was given to a newcomer. */
    EVICTED,
    /** Its phase took too long. */
    OVERDUE,
    /** There was no place for it. */
    CROWDED
  }

  private final Clock clock;
  private final Consumer<Object[]> log;
  private long nextMs = Long.MIN_VALUE;
  private int untold;

  /** @param log takes name, value, name, value … */
  public CloseLog(Clock clock, Consumer<Object[]> log) {
    this.clock = clock;
    this.log = log;
  }

  synchronized void closed(Why why, ClientSocket socket) {
    long nowMs = clock.now().monoMs();
    if (nowMs < nextMs) {
      untold++;
      return;
    }
    ClientSocket.Phase phase = socket.phase();
    log.accept(
        new Object[]{"why", why.name().toLowerCase(Locale.ROOT), "phase", phase.name(), "phase_ms",
            nowMs - phase.startMs(), "from", socket.caller(), "others_untold", untold});
    untold = 0;
    nextMs = nowMs + EVERY_MS;
  }
}
