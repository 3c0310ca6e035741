package org.sheratan.core.node;

import java.util.List;

import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.store.Store;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.secure.Identity;

/**
 * What a node is made of.
 *
 * @param network names the network in receipts: public, the same on all its nodes
 * @param mesh already reading and writing its records through {@code store}
 * @param kinds every tool kind this node knows, whether or not it runs it; {@code card} lists those it runs
 */
public record NodeParts(Identity identity, Bytes network, PolledMesh mesh, Store store,
    List<ToolKind> kinds,
    Card card, NodeSettings settings, Entropy entropy, JobObserver observer) {
  public NodeParts {
    kinds = List.copyOf(kinds);
  }
}
