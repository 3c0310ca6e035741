package org.sheratan.radio.mesh.hop;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.RoundTrip;

/** How long acknowledgements from far peers took, after a relay had taken the message. The eldest are forgotten. */
final class EndTimes {
  private final Map<NodeId, RoundTrip> times = new LinkedHashMap<>();

  void sample(NodeId peer, long tookMs) {
    RoundTrip known = times.remove(peer);
    RoundTrip time = known == null ? new RoundTrip(0) : known;
    time.sample(tookMs);
    times.put(peer, time);
    Iterator<NodeId> eldest = times.keySet().iterator();
    while (times.size() > MeshLimits.NEIGHBORS) {
      eldest.next();
      eldest.remove();
    }
  }

  /** What was expected from the nature of the way, or longer where it took longer. */
  long retryMs(NodeId peer, long expectedMs) {
    RoundTrip time = times.get(peer);
    return time == null ? expectedMs : Math.max(expectedMs, time.retryMs());
  }
}
