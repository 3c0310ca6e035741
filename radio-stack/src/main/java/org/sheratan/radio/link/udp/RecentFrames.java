package org.sheratan.radio.link.udp;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.LinkEndpoint;

/** Spots the copy of a discovery frame that came by multicast and by broadcast, from one and the same sender. */
final class RecentFrames {
  static final long WINDOW_MS = 250;
  private static final int MAX_FRAMES = 64;

  private record Heard(LinkEndpoint from, Bytes frame) {}

  private final Map<Heard, Long> heardMs = new LinkedHashMap<>();

  /** True the first time within {@link #WINDOW_MS}. */
  boolean isNew(LinkEndpoint from, Bytes frame, long nowMs) {
    Heard heard = new Heard(from, frame);
    Long before = heardMs.remove(heard);
    boolean copy = before != null && nowMs - before < WINDOW_MS;
    heardMs.put(heard, copy ? before : nowMs);
    if (heardMs.size() > MAX_FRAMES) {
      heardMs.remove(heardMs.keySet().iterator().next());
    }
    return !copy;
  }
}
