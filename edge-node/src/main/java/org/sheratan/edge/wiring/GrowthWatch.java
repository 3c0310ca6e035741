package org.sheratan.edge.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Notices counts that grow fast: at least {@link #FAST} from one look to the next. Of each it speaks at most once in
 * {@link #QUIET_MS}, and then of all that came since it last spoke.
 */
final class GrowthWatch {
  static final long FAST = 100;
  static final long QUIET_MS = 60_000;

  /** @param overMs since the count was last spoken of, or first seen */
  record Growth(String name, long by, long overMs) {}

  private static final class Seen {
    private long last;
    private long told;
    private long toldMs;
    private long quietUntilMs = Long.MIN_VALUE;
  }

  private final Map<String, Seen> all = new TreeMap<>();

  /** @param counts since the start, by name; they never fall */
  List<Growth> look(SortedMap<String, Long> counts, long nowMs) {
    List<Growth> fast = new ArrayList<>();
    counts.forEach((name, count) -> {
      Seen seen = all.get(name);
      if (seen == null) {
        seen = new Seen();
        seen.last = count;
        seen.told = count;
        seen.toldMs = nowMs;
        all.put(name, seen);
      }
      if (count - seen.last >= FAST && nowMs >= seen.quietUntilMs) {
        fast.add(new Growth(name, count - seen.told, nowMs - seen.toldMs));
        seen.told = count;
        seen.toldMs = nowMs;
        seen.quietUntilMs = nowMs + QUIET_MS;
      }
      seen.last = count;
    });
    return fast;
  }
}
