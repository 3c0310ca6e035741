package org.sheratan.radio.mesh.announce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.TokenBucket;

/**
 * How many identities unknown here each source of announces may bring. Anyone of the network can invent identities; their
 * announces would crowd out those of real nodes, in memory and on the air.
 *
 * <pre>
 * fair     --as many at once as it may, and as many again--> hoarding: one a minute
 * hoarding --an hour without asking for more than that--> fair: one a second
 * </pre>
 *
 * On a shared medium nothing tells a real newcomer from those that somebody near it invents, and all have one allowance. So
 * whoever was turned away and is heard again has another, of its own kind: a flood of ever new names never comes to it,
 * and one that says each twice is half as fast.
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
    private final TokenBucket returned;

    private Allowance(long nowMs) {
      filledMs = nowMs;
      returned = new TokenBucket(MeshLimits.RETURNED_PER_SECOND, MeshLimits.RETURNED_AT_ONCE, nowMs);
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
  private final Entropy entropy;
  /** Made when the first is turned away, which most nodes never have to. */
  private Optional<Doorkeeper> doorkeeper = Optional.empty();

  Newcomers(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Monotonic time until which {@code source} may bring few; past or 0 when it is not known to hoard. */
  long hoardingUntilMs(Source source) {
    Allowance known = allowances.get(source);
    return known == null ? 0 : Math.max(0, known.hoardingUntilMs);
  }

  /**
   * May {@code source} bring {@code whom}? Counts it.
   *
   * @param apartMs who was turned away counts as heard again after this
   */
  boolean mayBring(Source source, NodeId whom, long apartMs, long nowMs) {
    Allowance known = allowances.remove(source);
    Allowance allowance = known == null ? new Allowance(nowMs) : known;
    allowances.put(source, allowance);
    if (allowances.size() > MeshLimits.NEIGHBORS) {
      allowances.remove(allowances.keySet().iterator().next());
    }
    if (allowance.take(nowMs)) {
      return true;
    }
    Doorkeeper keeper = doorkeeper.orElseGet(() -> new Doorkeeper(entropy));
    doorkeeper = Optional.of(keeper);
    return keeper.again(whom, apartMs, nowMs) && allowance.returned.take(nowMs);
  }
}
