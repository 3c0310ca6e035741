package org.sheratan.edge.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tokens. Each caller has {@link #BURST} tries and regains one every {@link #REGAIN_MS}; the same holds
 * for all callers together at {@link #ALL_FACTOR} times that. What it remembers is bounded.
 */
final class TokenThrottle {
  static final int BURST = 10;
  static final long REGAIN_MS = 6_000;
  static final int ALL_FACTOR = 10;
  static final int MAX_CALLERS = 256;

  /** Least recently wrong first. */
  private final Map<String, Tries> callers = new LinkedHashMap<>(16, 0.75f, true);
  private final Tries all = new Tries(BURST * ALL_FACTOR, REGAIN_MS / ALL_FACTOR);

  /** @return seconds the caller has to wait after this wrong token, 0 while it has tries left */
  synchronized int wrong(String caller, long nowMs) {
    Tries own = callers.computeIfAbsent(caller, first -> new Tries(BURST, REGAIN_MS));
    if (callers.size() > MAX_CALLERS) {
      Iterator<String> oldest = callers.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return (int) ((Math.max(own.spend(nowMs), all.spend(nowMs)) + 999) / 1000);
  }

  synchronized int remembered() {
    return callers.size();
  }

  /** A token bucket, kept as the time at which it will be full again. */
  private static final class Tries {
    private final int burst;
    private final long regainMs;
    private long fullAtMs = Long.MIN_VALUE;

    Tries(int burst, long regainMs) {
      this.burst = burst;
      this.regainMs = regainMs;
    }

    /** @return milliseconds until there is a try again, 0 when one was spent */
    long spend(long nowMs) {
      long after = Math.max(fullAtMs, nowMs) + regainMs;
      long overMs = after - nowMs - burst * regainMs;
      if (overMs > 0) {
        return overMs;
      }
      fullAtMs = after;
      return 0;
    }
  }
}
