package org.sheratan.radio.link.udp;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many discovery datagrams may go up: anybody on the network can send them, and each costs the mesh a
 * signature check. Token buckets, one for each of the last {@link #MAX_SOURCES} addresses and one for all.
 */
final class RateLimit {
  static final int SOURCE_PER_SECOND = 50;
  static final int TOTAL_PER_SECOND = 200;
  /** A bucket holds this many seconds' worth. */
  static final int BURST_SECONDS = 2;
  private static final int MAX_SOURCES = 256;

  private static final class Bucket {
    private final int perSecond;
    private long milliTokens;
    private long filledMs;

    Bucket(int perSecond, long nowMs) {
      this.perSecond = perSecond;
      this.milliTokens = 1_000L * perSecond * BURST_SECONDS;
      this.filledMs = nowMs;
    }

    boolean take(long nowMs) {
      long full = 1_000L * perSecond * BURST_SECONDS;
      long waitedMs = Math.min(Math.max(0, nowMs - filledMs), 1_000L * BURST_SECONDS);
      milliTokens = Math.min(full, milliTokens + waitedMs * perSecond);
      filledMs = nowMs;
      if (milliTokens < 1_000) {
        return false;
      }
      milliTokens -= 1_000;
      return true;
    }
  }

  private final Bucket total;
  private final Map<InetAddress, Bucket> sources = new LinkedHashMap<>(16, 0.75f, true);

  RateLimit(long nowMs) {
    total = new Bucket(TOTAL_PER_SECOND, nowMs);
  }

  /** True when one more from {@code source} may pass now. A refused one does not use up the share of the others. */
  boolean admits(InetAddress source, long nowMs) {
    Bucket own = sources.computeIfAbsent(source, address -> new Bucket(SOURCE_PER_SECOND, nowMs));
    if (sources.size() > MAX_SOURCES) {
      sources.remove(sources.keySet().iterator().next());
    }
    return own.take(nowMs) && total.take(nowMs);
  }
}
