package org.sheratan.core.market;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.NodeId;

/**
 * Which owners really give this worker work. Calling for bids costs nothing and each bid reserves a place, so the
 * bids to all who have not had a job done here lately share one part of the places (decision 0065).
 */
final class Callers {
  static final int REMEMBERED = 256;
  /** Bids that may expire after a job before its owner counts as a stranger again. */
  static final int WASTED_BIDS = 8;
  private static final int PERMILLE = 1_000;

  /** Owner to thousandths of bids wasted since its last job here, those served longest ago first. */
  private final Map<NodeId, Integer> served = new LinkedHashMap<>();

  /** A job of {@code owner} ran to its end here. */
  void served(NodeId owner) {
    served.remove(owner);
    served.put(owner, 0);
    if (served.size() > REMEMBERED) {
      served.remove(served.keySet().iterator().next());
    }
  }

  /** A bid for {@code owner} expired without an award. */
  void wasted(NodeId owner) {
    wasted(owner, PERMILLE);
  }

  /** A bid was given back before it expired, after {@code permille} of its time. */
  void wasted(NodeId owner, int permille) {
    served.computeIfPresent(owner,
        (known, bids) -> bids + permille < WASTED_BIDS * PERMILLE ? bids + permille : null);
  }

  boolean stranger(NodeId owner) {
    return !served.containsKey(owner);
  }
}
