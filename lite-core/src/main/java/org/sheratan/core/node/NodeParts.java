package org.sheratan.core.node;

import java.util.List;

import org.sheratan.core.message.MessageObserver;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.store.Store;
import org.sheratan.core.tool.ToolCatalog;
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
 * @param tools every tool kind this node knows, whether or not it runs it; {@code card} lists those it runs
 *     (none when the settings allow no tool)
 */
public record NodeParts(Identity identity, Bytes network, PolledMesh mesh, Store store,
    ToolCatalog tools,
    Card card, NodeSettings settings, Entropy entropy, JobObserver observer,
    MessageObserver messageObserver) {
  public NodeParts {
    if (settings.maxTools() == 0) {
      card = new Card(card.name(), List.of(), card.wants(), card.offers());
    }
  }
}
