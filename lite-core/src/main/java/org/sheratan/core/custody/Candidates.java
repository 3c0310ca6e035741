package org.sheratan.core.custody;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.Needs;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

/**
 * Who could keep a job: nodes in reach that are not blocked, and for a job that trusted nodes alone may have, those that the
 * operator has confirmed. Confirmed ones first, then those that may run it, then near ones; among equals at random, so that
 * not all wills of a node end with one.
 */
final class Candidates {
  private final Mesh mesh;
  private final Entropy entropy;

  Candidates(Mesh mesh, Entropy entropy) {
    this.mesh = mesh;
    this.entropy = entropy;
  }

  List<NodeId> of(JobSpec spec, int willBytes) {
    Map<NodeId, Long> lots = new TreeMap<>();
    mesh.peers().forEach(peer -> lots.put(peer.id(), entropy.nextLong(1L << 40)));
    return mesh.peers().stream()
        .filter(peer -> !mesh.blocked(peer.id()) && Needs.admit(spec.needs(), peer)
            && mesh.expectedMs(peer.id(), willBytes).isPresent())
        .sorted(Comparator.comparing((Peer peer) -> peer.trust() != Trust.CONFIRMED)
            .thenComparing(peer -> !peer.mayRun(spec.kind())).thenComparing(Peer::hops)
            .thenComparing(peer -> lots.get(peer.id())))
        .map(Peer::id).toList();
  }
}
