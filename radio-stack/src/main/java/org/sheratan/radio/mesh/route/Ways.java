package org.sheratan.radio.mesh.route;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.FragmentLimits;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;

/** Where to send next for a peer at any distance, and how long it will take. */
public final class Ways {
  private static final int FAILING_COST_MILLI = 20_000_000;
  private static final int GONE_COST_MILLI = 100_000_000;
  private static final int CARD_BYTES = 300;
  private static final long SLOW_MS = 500;

  private final NeighborTable neighbors;
  private final RouteTable routes;

  public Ways(NeighborTable neighbors) {
    this.neighbors = neighbors;
    this.routes = new RouteTable(this::neighborCostMilli, this::neighborNominalMilli);
  }

  public RouteTable routes() {
    return routes;
  }

  /** The neighbor to hand a message for {@code to}: itself if it is one. */
  public Optional<NodeId> nextHop(NodeId to) {
    return nextHop(to, List.of(), MeshLimits.MAX_HOPS);
  }

  /** How the neighbor is reached that leads to {@code to}. */
  public Optional<Contact> firstHop(NodeId to) {
    return nextHop(to).flatMap(neighbors::best);
  }

  /** Never one of {@code not}; on a way of at most {@code mostHops} if there is one. */
  public Optional<NodeId> nextHop(NodeId to, List<NodeId> not, int mostHops) {
    Optional<RouteTable.Way> learned = routes.best(to, not, mostHops);
    if (learned.isPresent() && usable(learned.get().via(), not)) {
      return Optional.of(learned.get().via());
    }
    // Right after a restart a sealed frame may have come from someone whose announce has not.
    return usable(to, not) ? Optional.of(to) : Optional.empty();
  }

  private boolean usable(NodeId via, List<NodeId> not) {
    return !not.contains(via) && neighbors.best(via).isPresent();
  }

  /** The same, but none that took messages for {@code to} in vain while there is another that answers. */
  public Optional<NodeId> nextHopForOwn(NodeId to) {
    List<NodeId> doubted = routes.unserved().doubted(to);
    Optional<NodeId> trusted = doubted.isEmpty()
        ? Optional.empty()
        : nextHop(to, doubted, MeshLimits.MAX_HOPS)
            .filter(via -> neighbors.best(via).filter(contact -> !contact.failing()).isPresent());
    return trusted.isPresent() ? trusted : nextHop(to);
  }

  /** How long an acknowledgement for {@code to} may wait. */
  public long ackDelayMs(NodeId to) {
    Optional<RouteTable.Way> learned = routes.best(to);
    boolean direct = learned.isEmpty() || neighbors.best(learned.get().via()).isEmpty();
    Optional<Contact> contact = neighbors.best(direct ? to : learned.get().via());
    return contact.isPresent() ? Contact.ackDelayMs(contact.get().link()) : MeshLimits.ACK_DELAY_MIN_MS;
  }

  /** True for a neighbor that is heard best where frames for it cost the others nothing. */
  public boolean free(NodeId to) {
    return hops(to) == 1
        && neighbors.best(to).filter(contact -> contact.link().profile().addressed()).isPresent();
  }

  /** How long the link that leads to {@code to} is behind. */
  public long firstHopWaitMs(NodeId to, MeshTurn turn) {
    return firstHop(to).map(contact -> turn.waitMs(contact.link())).orElse(0L);
  }

  /** True when a card to or from {@code to} would take long on a medium that others share. */
  public boolean slow(NodeId to) {
    return firstHop(to).map(contact -> contact.link().profile())
        .filter(profile -> !profile.addressed() && profile.airtimeMs(CARD_BYTES) >= SLOW_MS).isPresent();
  }

  /** Until a card should be here that was asked for now: unless the way is slow, soon. */
  public long cardMs(NodeId to) {
    return slow(to) ? endRetryMs(to, CARD_BYTES) : 0;
  }

  /** How many messages for a far peer may be on their way: on a shared medium they would meet each other. */
  public int windowTo(NodeId to) {
    return nextHop(to).filter(this::onSharedMedium).isPresent() ? MeshLimits.FAR_ON_AIR : MeshLimits.OUTBOX;
  }

  /** True where a frame of that length goes to {@code neighbor} in one piece. */
  public boolean carries(NodeId neighbor, int lengthBytes) {
    return neighbors.best(neighbor).filter(contact -> lengthBytes <= contact.link().profile().mtuBytes())
        .isPresent();
  }

  /** True for a neighbor that is heard best where nobody can be addressed: on the air. */
  public boolean onSharedMedium(NodeId neighbor) {
    return neighbors.best(neighbor).filter(contact -> !contact.link().profile().addressed()).isPresent();
  }

  /** How long copies of what {@code from} handed us may come after it. */
  public long passAgainMs(NodeId from) {
    return neighbors.best(from).map(contact -> Pace.passAgainMs(contact.link().profile()))
        .orElse(MeshLimits.PASS_AGAIN_MS);
  }

  /** How long a transfer from neighbor {@code from} may stand still. */
  public long idleMs(NodeId from) {
    return neighbors.best(from).map(contact -> Pace.idleMs(contact.link().profile()))
        .orElse(FragmentLimits.IDLE_MS);
  }

  /** A neighbor on a shared medium that does not answer any more. */
  public boolean failingOnAir(NodeId neighbor) {
    return neighbors.best(neighbor)
        .filter(contact -> !contact.link().profile().addressed() && contact.failing()).isPresent();
  }

  public int hops(NodeId to) {
    return routes.best(to).map(RouteTable.Way::hops).orElse(1);
  }

  /** Time for {@code lengthBytes} to get to {@code to} by what was measured; empty without a way. */
  public Optional<Long> expectedMs(NodeId to, int lengthBytes) {
    return firstHop(to).map(contact -> {
      LinkProfile profile = contact.link().profile();
      long hopMs = contact.roundTrip().smoothedMs(profile.roundTripMs()) / 2 + profile.airtimeMs(lengthBytes);
      return Math.max(1, hopMs * hops(to) * contact.costMilli() / 1_000);
    });
  }

  /** Until a session with {@code to} should be there that is begun now: a packet there, one back, one of them lost. */
  public long sessionMs(NodeId to) {
    return firstHop(to).map(contact -> {
      long packetMs = contact.link().profile().airtimeMs(Limits.MAX_HANDSHAKE_BYTES);
      return 2 * hops(to) * (contact.retryMs() + packetMs);
    }).orElse(0L);
  }

  /** When to try again end to end: every hop may have to try a few times, there and back. */
  public long endRetryMs(NodeId to, int lengthBytes) {
    return firstHop(to).map(contact -> {
      long hopMs = contact.retryMs() + 2 * contact.link().profile().airtimeMs(lengthBytes);
      return hopMs * (hops(to) + 1) * 2 + ackDelayMs(to);
    }).orElse(MeshLimits.RETRY_MAX_MS);
  }

  private int neighborNominalMilli(NodeId via) {
    return neighbors.best(via).map(Contact::nominalMilli).orElse(0);
  }

  private int neighborCostMilli(NodeId via) {
    return neighbors.best(via)
        .map(contact -> contact.weightedMilli() + (contact.failing() ? FAILING_COST_MILLI : 0))
        .orElse(GONE_COST_MILLI);
  }
}
