package org.sheratan.edge.wiring;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.node.Effect;
import org.sheratan.core.node.Input;
import org.sheratan.core.node.Node;
import org.sheratan.edge.daemon.Heart;
import org.sheratan.kernel.Now;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.engine.MeshEngine;

/** The node with its mesh, which also greets the peers that the operator named, whenever a link comes up that can address them. */
final class NodeHeart implements Heart {
  private final Node node;
  private final MeshEngine mesh;
  private final List<LinkEndpoint> namedPeers;
  private final List<Link> risen = new ArrayList<>();

  NodeHeart(Node node, MeshEngine mesh, List<LinkEndpoint> namedPeers) {
    this.node = node;
    this.mesh = mesh;
    this.namedPeers = List.copyOf(namedPeers);
  }

  @Override
  public void accept(Input input) {
    if (input instanceof Input.LinkChanged change && change.up() && change.link().profile().addressed()) {
      risen.add(change.link());
    }
    node.accept(input);
  }

  @Override
  public List<Effect> poll(Now now) {
    List<Effect> effects = node.poll(now);
    // Only now does the mesh know the link.
    risen.forEach(link -> namedPeers.forEach(peer -> mesh.greet(link, peer)));
    risen.clear();
    return effects;
  }

  @Override
  public long nextPollMs() {
    return node.nextPollMs();
  }
}
