package org.sheratan.radio.mesh.announce;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * Tells a neighbor what we know of itself: when it asks, and when it announces an epoch older than one it had. That is
 * a node restored from a backup, or one of two that share an identity.
 */
public final class Recall {
  private final MeshTurn turn;
  private final AnnounceSeal seal;
  private final LinkTable links;
  private final NeighborTable neighbors;
  private final PeerTable peers;
  private final OwnAnnounce own;

  public Recall(MeshTurn turn, AnnounceSeal seal, LinkTable links, NeighborTable neighbors, PeerTable peers,
      OwnAnnounce own) {
    this.turn = turn;
    this.links = links;
    this.neighbors = neighbors;
    this.seal = seal;
    this.peers = peers;
    this.own = own;
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no question */
  public void onQuestion(LinkState state, LinkEndpoint from, Bytes frame) {
    Optional<NodeId> key = seal.openQuestion(frame);
    if (key.isEmpty()) {
      turn.tally().blame(state.link());
      return;
    }
    if (key.get().equals(own.id())) {
      // Somebody else goes by our name, and is about to learn that we are here.
      own.said().ifPresent(announce -> tell(state, from, announce));
    } else {
      peers.newest(key.get()).ifPresent(announce -> tell(state, from, announce));
    }
  }

  /** A neighbor's announce is older than one of the same node that we know: both lives of it shall hear of it. */
  void onOutdated(LinkState state, LinkEndpoint from, AnnounceFrame outdated) {
    NodeId id = outdated.announce().key();
    peers.newest(id).ifPresent(announce -> tell(state, from, announce));
    neighbors.best(id).filter(contact -> !contact.at(state.link(), from)).ifPresent(
        contact -> links.of(contact.link()).ifPresent(other -> tell(other, contact.endpoint(), outdated)));
  }

  private void tell(LinkState state, LinkEndpoint to, AnnounceFrame announce) {
    Bytes frame = seal.recalled(announce, own.id());
    if (state.link().profile().addressed()) {
      if (state.mayAnswer(to)) {
        turn.send(state.link(), to, frame, false);
      }
    } else if (state.mayAnswer(LinkEndpoint.EVERYONE)) {
      // All who know would answer at once.
      turn.after(1 + turn.entropy().nextLong(MeshLimits.RELAY_JITTER_MS),
          () -> turn.send(state.link(), LinkEndpoint.EVERYONE, frame, false));
    }
  }
}
