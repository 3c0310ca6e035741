package org.sheratan.radio.mesh.announce;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * How many identities unknown here each source of announces may bring. Anyone of the network can invent identities; their
 * announces would crowd out those of real nodes, in memory and on the air.
 *
 * <pre>
 * fair     --as many at once as it may, and as many again--> hoarding: one a minute
 * hoarding --an hour without asking for more than that--> fair: one a second
 * </pre>
 */
final class Newcomers {
  /**
   * Who brings them.
   *
   * @param who an endpoint; or where frames name none the relay as far as it is known, empty for announces that were not
   *     relayed
   */
  record Source(Link link, String who) {}

  private static final class Allowance {
    private long left = MeshLimits.NEWCOMERS_AT_ONCE;
    private long filledMs;
    private int over;
    private long hoardingUntilMs = Long.MIN_VALUE;

    private Allowance(long nowMs) {
      filledMs = nowMs;
    }

    private boolean take(long nowMs) {
      boolean hoarding = nowMs < hoardingUntilMs;
      long everyMs = hoarding ? MeshLimits.NEWCOMER_OF_HOARDER_MS : MeshLimits.NEWCOMER_MS;
      long earned = (nowMs - filledMs) / everyMs;
      filledMs += earned * everyMs;
      left = Math.min(MeshLimits.NEWCOMERS_AT_ONCE, left + earned);
      over = left == MeshLimits.NEWCOMERS_AT_ONCE ? 0 : over;
      if (left > 0) {
        left--;
        return true;
      }
      over++;
      if (over >= MeshLimits.NEWCOMERS_AT_ONCE) {
        hoardingUntilMs = nowMs + MeshLimits.HOARDING_MS;
      }
      return false;
    }
  }

  private final Map<Source, Allowance> allowances = new LinkedHashMap<>();

  /** Monotonic time until which {@code source} may bring few; past or 0 when it is not known to hoard. */
  long hoardingUntilMs(Source source) {
    Allowance known = allowances.get(source);
    return known == null ? 0 : Math.max(0, known.hoardingUntilMs);
  }

  /** May {@code source} bring one more? Counts it. */
  boolean mayBring(Source source, long nowMs) {
    Allowance known = allowances.remove(source);
    Allowance allowance = known == null ? new Allowance(nowMs) : known;
    allowances.put(source, allowance);
    if (allowances.size() > MeshLimits.NEIGHBORS) {
      allowances.remove(allowances.keySet().iterator().next());
    }
    return allowance.take(nowMs);
  }
}
