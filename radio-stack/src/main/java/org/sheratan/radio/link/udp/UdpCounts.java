package org.sheratan.radio.link.udp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a link has done since it was opened. */
public final class UdpCounts {
  /** One figure. */
  public enum Count {
    /** Frames handed to the listener. */
    FRAMES_IN,
    /** Datagrams the kernel took; a frame to everyone may be several. */
    DATAGRAMS_OUT,
    /** Datagrams the kernel did not take, or with an endpoint that names nobody. */
    UNSENT,
    /** Longer than any of ours, or empty: dropped. */
    BAD_LENGTH,
    /** On the discovery port, but not in its format or not from a chosen interface: dropped. */
    FOREIGN,
    /** Our own, heard back: dropped. */
    OWN,
    /** Discovery beyond {@link RateLimit}: dropped. */
    THROTTLED,
    /** The same discovery frame by another way: dropped. */
    COPIES
  }

  private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

  UdpCounts() {
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLong());
    }
  }

  public long of(Count count) {
    return counts.get(count).get();
  }

  void add(Count count) {
    counts.get(count).incrementAndGet();
  }
}
