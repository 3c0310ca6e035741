package org.sheratan.core.market;

import java.util.Comparator;
import java.util.List;

import org.sheratan.kernel.NodeId;

/** Which bid wins: 0.45 price, 0.40 history, 0.15 speed; each part 0..1, the best bid's share of each being 1. */
public final class Score {
  private static final double PRICE = 0.45;
  private static final double HISTORY = 0.40;
  private static final double SPEED = 0.15;

  /**
   * One bid as it is judged.
   *
   * @param success share of earlier awards that ended well, 0..1
   * @param expectedMs until the result would be here
   */
  public record Entry(NodeId bidder, long priceMicros, double success, long expectedMs) {}

  /** @param score 0..1 */
  public record Ranked(NodeId bidder, double score) {}

  private Score() {}

  /** Best first; equal scores by node id. */
  public static List<Ranked> rank(List<Entry> entries) {
    long cheapest = entries.stream().mapToLong(Entry::priceMicros).min().orElse(0);
    long fastest = entries.stream().mapToLong(Entry::expectedMs).min().orElse(0);
    return entries.stream().map(entry -> new Ranked(entry.bidder(), score(entry, cheapest, fastest)))
        .sorted(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::bidder)).toList();
  }

  private static double score(Entry entry, long cheapest, long fastest) {
    return PRICE * share(cheapest, entry.priceMicros()) + HISTORY * entry.success()
        + SPEED * share(fastest, entry.expectedMs());
  }

  private static double share(long best, long own) {
    return own <= 0 ? 1 : (double) best / own;
  }
}
