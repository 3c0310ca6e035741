package org.sheratan.radio.mesh;

import java.util.TreeMap;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;

/** The counting behind {@link MeshCounters}. */
final class Tally {
  private final TreeMap<String, Long> malformedByLink = new TreeMap<>();
  private final TreeMap<String, Long> chargedToNeighbor = new TreeMap<>();
  private final TreeMap<NodeId, Long> refusedOfNeighbor = new TreeMap<>();
  private final TreeMap<NodeId, Long> lostByNeighbor = new TreeMap<>();
  long framesIn;
  long framesOut;
  long announcesRelayed;
  long retries;
  long duplicates;
  long delivered;
  long relayed;
  long refused;
  long expired;
  long unopened;
  long handshakes;
  long groupFramesRelayed;
  long groupForgeries;
  long rollsReplayed;
  long rollForgeries;
  long withheld;

  void blame(Link link) {
    malformedByLink.merge(link.profile().name(), 1L, Long::sum);
  }

  void charge(NodeId neighbor) {
    if (chargedToNeighbor.size() < MeshLimits.PEERS || chargedToNeighbor.containsKey(neighbor.toHex())) {
      chargedToNeighbor.merge(neighbor.toHex(), 1L, Long::sum);
    }
  }

  /** A bound is reached by what {@code neighbor} hands us. */
  void refuse(NodeId neighbor) {
    refused++;
    count(refusedOfNeighbor, neighbor);
  }

  /** {@code neighbor} took a message of ours, and its far destination did not acknowledge it in time. */
  void lost(NodeId neighbor) {
    count(lostByNeighbor, neighbor);
  }

  long refusedOf(NodeId neighbor) {
    return refusedOfNeighbor.getOrDefault(neighbor, 0L);
  }

  long lostBy(NodeId neighbor) {
    return lostByNeighbor.getOrDefault(neighbor, 0L);
  }

  private static void count(TreeMap<NodeId, Long> counts, NodeId neighbor) {
    if (counts.size() < MeshLimits.PEERS || counts.containsKey(neighbor)) {
      counts.merge(neighbor, 1L, Long::sum);
    }
  }

  MeshCounters counters(int peers, int neighbors, int custody, int outbox) {
    return new MeshCounters(new TreeMap<>(malformedByLink), new TreeMap<>(chargedToNeighbor), framesIn,
        framesOut,
        announcesRelayed, retries, duplicates, delivered, relayed, refused, expired, unopened, handshakes,
        groupFramesRelayed, groupForgeries, rollsReplayed, rollForgeries, withheld, peers,
        neighbors, custody, outbox);
  }
}
