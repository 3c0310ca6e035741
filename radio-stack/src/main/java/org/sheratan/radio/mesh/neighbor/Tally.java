package org.sheratan.radio.mesh.neighbor;

import java.util.TreeMap;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.MeshLimits;

/** The counting behind {@link MeshCounters}. */
public final class Tally {
  private final TreeMap<String, Long> malformedByLink = new TreeMap<>();
  private final TreeMap<String, Long> chargedToNeighbor = new TreeMap<>();
  private final TreeMap<NodeId, Long> refusedOfNeighbor = new TreeMap<>();
  private final TreeMap<NodeId, Long> lostByNeighbor = new TreeMap<>();
  private final long[] counts = new long[Count.values().length];

  public void count(Count what) {
    counts[what.ordinal()]++;
  }

  public void countIf(boolean so, Count what) {
    counts[what.ordinal()] += so ? 1 : 0;
  }

  public long of(Count what) {
    return counts[what.ordinal()];
  }

  public void blame(Link link) {
    malformedByLink.merge(link.profile().name(), 1L, Long::sum);
  }

  public void charge(NodeId neighbor) {
    if (chargedToNeighbor.size() < MeshLimits.PEERS || chargedToNeighbor.containsKey(neighbor.toHex())) {
      chargedToNeighbor.merge(neighbor.toHex(), 1L, Long::sum);
    }
  }

  /** A bound is reached by what {@code neighbor} hands us. */
  public void refuse(NodeId neighbor) {
    count(Count.REFUSED);
    count(refusedOfNeighbor, neighbor);
  }

  /** {@code neighbor} took a message of ours, and its far destination did not acknowledge it in time. */
  public void lost(NodeId neighbor) {
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

  public MeshCounters counters(int peers, int neighbors, int custody, int outbox) {
    return new MeshCounters(new TreeMap<>(malformedByLink), new TreeMap<>(chargedToNeighbor),
        of(Count.FRAMES_IN),
        of(Count.FRAMES_OUT),
        of(Count.ANNOUNCES_RELAYED), of(Count.RETRIES), of(Count.DUPLICATES), of(Count.DELIVERED),
        of(Count.RELAYED), of(Count.REFUSED), of(Count.EXPIRED), of(Count.UNOPENED), of(Count.HANDSHAKES),
        of(Count.GROUP_FRAMES_RELAYED), of(Count.GROUP_FORGERIES), of(Count.ROLLS_REPLAYED),
        of(Count.ROLL_FORGERIES), of(Count.WITHHELD), of(Count.CAME_ROUND), peers,
        neighbors, custody, outbox);
  }
}
