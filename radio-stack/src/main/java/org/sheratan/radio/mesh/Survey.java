package org.sheratan.radio.mesh;

import java.util.List;

import org.sheratan.kernel.NodeId;

/** The mesh as people look at it and measure it; nothing here is needed to carry a message. */
public interface Survey {
  /** Every way to everyone, sorted by destination, the best first. */
  List<Route> routes();

  /** The links that are up, as the mesh paces itself on them. */
  List<LinkView> links();

  /** Announces soon on every link, no sooner than its shortest interval after the last time. */
  void announce();

  /**
   * Asks a peer how it would go on to {@code destination}. Nothing is promised: ask again. The answer is a
   * {@link MeshEvent.WayTold}.
   *
   * @param number 0..255; the answer repeats it
   * @return false when there is no session to ask in: one is begun, and nothing was asked
   */
  boolean askWay(NodeId whom, NodeId destination, int number);

  /** For so long, peers that measure the way to this node get every question answered, not only a few. */
  void echo(long forMs);
}
