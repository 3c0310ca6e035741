package org.sheratan.radio.mesh;

import java.util.TreeMap;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;

/** The counting behind {@link MeshCounters}. */
final class Tally {
  private final TreeMap<String, Long> malformedByLink = new TreeMap<>();
  private final TreeMap<String, Long> chargedToNeighbor = new TreeMap<>();
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

  void blame(Link link) {
    malformedByLink.merge(link.profile().name(), 1L, Long::sum);
  }

  void charge(NodeId neighbor) {
    if (chargedToNeighbor.size() < MeshLimits.PEERS || chargedToNeighbor.containsKey(neighbor.toHex())) {
      chargedToNeighbor.merge(neighbor.toHex(), 1L, Long::sum);
    }
  }

  MeshCounters counters(int peers, int neighbors, int custody, int outbox) {
    return new MeshCounters(new TreeMap<>(malformedByLink), new TreeMap<>(chargedToNeighbor), framesIn,
        framesOut,
        announcesRelayed, retries, duplicates, delivered, relayed, refused, expired, unopened, handshakes,
        groupFramesRelayed, groupForgeries, peers, neighbors, custody, outbox);
  }
}
