package org.sheratan.radio.mesh.neighbor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;

/**
 * Neighbors that took messages for a far node which it never acknowledged, time after time: their way there is lost, or
 * a lie. Another way is taken while there is one; the first message acknowledged through them makes up for all, and so does time.
 */
public final class Unserved {
  /** To whom, through which neighbor. */
  private record Way(NodeId to, NodeId via) {}

  private record Count(int tries, long lastMs) {}

  private final Map<Way, Count> lost = new LinkedHashMap<>();

  /** {@code via} had it, and no acknowledgement came from {@code to} in time. */
  public void lost(NodeId to, NodeId via, long nowMs) {
    Way way = new Way(to, via);
    Count before = lost.remove(way);
    lost.put(way, new Count(before == null ? 1 : before.tries() + 1, nowMs));
    if (lost.size() > MeshLimits.PEERS) {
      lost.remove(lost.keySet().iterator().next());
    }
  }

  public void served(NodeId to, NodeId via) {
    lost.remove(new Way(to, via));
  }

  public boolean doubted(NodeId to, NodeId via) {
    Count count = lost.get(new Way(to, via));
    return count != null && count.tries() >= MeshLimits.LOST_BEFORE_DOUBT;
  }

  /** For how many far nodes {@code via} is not to be taken if there is another. */
  int doubtedBy(NodeId via) {
    return (int) lost.keySet().stream().filter(way -> way.via().equals(via) && doubted(way.to(), via))
        .count();
  }

  /** After a while it gets another chance. */
  public void expire(long nowMs) {
    lost.values().removeIf(count -> nowMs - count.lastMs() >= MeshLimits.DOUBT_MS);
  }

  /** Whom not to hand messages for {@code to} if there is another. */
  public List<NodeId> doubted(NodeId to) {
    return lost.keySet().stream().filter(way -> way.to().equals(to) && doubted(to, way.via())).map(Way::via)
        .toList();
  }
}
