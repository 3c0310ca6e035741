package org.sheratan.radio.mesh;

import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;

/**
 * A known identity at any distance.
 *
 * @param hops link crossings on the best known way; 1 is a neighbor
 * @param via the neighbor that leads there
 * @param link name of the link toward {@code via}
 * @param lastHeardMs monotonic time of the newest announce
 * @param sealedMs monotonic time when something sealed of it came last; empty while only announces did
 * @param loadPercent what the peer last announced
 * @param filter which kinds it may run, as last announced
 * @param trust what the operator, or first use, decided
 * @param card empty until fetched
 */
public record Peer(NodeId id, int epoch, int hops, NodeId via, String link, long lastHeardMs,
    Optional<Long> sealedMs, int loadPercent, CapabilityFilter filter, Trust trust, Optional<Card> card) {
  /** Until the card is here, the capability filter answers, with false positives. */
  public boolean mayRun(String kind) {
    return card.map(known -> known.capabilities().contains(kind)).orElseGet(() -> filter.mayHave(kind));
  }

  public String name() {
    return card.map(Card::name).orElse(id.shortName());
  }
}
