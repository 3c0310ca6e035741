package org.sheratan.radio.mesh;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.LinkProfile;

/** Where to send next for a peer at any distance, and how long it will take. */
final class Ways {
  private static final int FAILING_COST_MILLI = 20_000;
  private static final int GONE_COST_MILLI = 100_000;

  private final NeighborTable neighbors;
  private final RouteTable routes;

  Ways(NeighborTable neighbors) {
    this.neighbors = neighbors;
    this.routes = new RouteTable(this::neighborCostMilli);
  }

  RouteTable routes() {
    return routes;
  }

  /** The neighbor to hand a message for {@code to}: itself if it is one. */
  Optional<NodeId> nextHop(NodeId to) {
    return nextHop(to, List.of());
  }

  /** Never one of {@code not}. */
  Optional<NodeId> nextHop(NodeId to, List<NodeId> not) {
    Optional<NodeId> learned = routes.best(to, not).map(RouteTable.Way::via)
        .filter(via -> !not.contains(via) && neighbors.isNeighbor(via));
    // Right after a restart a sealed frame may have come from someone whose announce has not.
    return learned.isPresent() || not.contains(to) || !neighbors.isNeighbor(to) ? learned : Optional.of(to);
  }

  /** How long an acknowledgement for {@code to} may wait. */
  long ackDelayMs(NodeId to) {
    return nextHop(to).flatMap(neighbors::best).map(contact -> Contact.ackDelayMs(contact.link()))
        .orElse(MeshLimits.ACK_DELAY_MIN_MS);
  }

  int hops(NodeId to) {
    return routes.best(to).map(RouteTable.Way::hops).orElse(1);
  }

  /** Time for {@code lengthBytes} to get to {@code to} by what was measured; empty without a way. */
  Optional<Long> expectedMs(NodeId to, int lengthBytes) {
    return nextHop(to).flatMap(neighbors::best).map(contact -> {
      LinkProfile profile = contact.link().profile();
      long hopMs = contact.roundTrip().smoothedMs(profile.roundTripMs()) / 2 + profile.airtimeMs(lengthBytes);
      return Math.max(1, hopMs * hops(to) * contact.costMilli() / 1_000);
    });
  }

  /** When to try again end to end: every hop may have to try a few times, there and back. */
  long endRetryMs(NodeId to, int lengthBytes) {
    return nextHop(to).flatMap(neighbors::best).map(contact -> {
      long hopMs = contact.roundTrip().retryMs() + 2 * contact.link().profile().airtimeMs(lengthBytes);
      return hopMs * (hops(to) + 1) * 2;
    }).orElse(MeshLimits.RETRY_MAX_MS);
  }

  private int neighborCostMilli(NodeId via) {
    return neighbors.best(via)
        .map(contact -> contact.costMilli() + (contact.failing() ? FAILING_COST_MILLI : 0))
        .orElse(GONE_COST_MILLI);
  }
}
