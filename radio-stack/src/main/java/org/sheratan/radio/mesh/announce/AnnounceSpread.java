package org.sheratan.radio.mesh.announce;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Spread;
import org.sheratan.radio.secure.AnnounceSeal;

/** Announces on their way through the mesh, ours and others': the latest of each node, see {@link Spread}. */
public final class AnnounceSpread {
  private final NodeId self;
  private final AnnounceSeal seal;
  private final Spread<NodeId> spread;

  private final class Copy implements Spread.Copy {
    private final AnnounceFrame frame;

    private Copy(AnnounceFrame frame) {
      this.frame = frame;
    }

    @Override
    public long sequence() {
      return frame.announce().sequence();
    }

    @Override
    public int hops() {
      return frame.hops();
    }

    @Override
    public boolean relayable() {
      return frame.relayable();
    }

    @Override
    public Bytes onward() {
      return seal.relayed(frame, self);
    }
  }

  public AnnounceSpread(NodeId self, MeshTurn turn, LinkTable links, NeighborTable neighbors,
      AnnounceSeal seal) {
    this.self = self;
    this.seal = seal;
    this.spread = new Spread<>(turn, links, neighbors, (state, frame) -> {
      boolean allowed = state.mayRelay();
      turn.tally().countIf(allowed, Count.ANNOUNCES_RELAYED);
      return allowed;
    });
  }

  /** Ours, just said on one link. */
  void said(int sequence, Bytes frame) {
    spread.said(self, sequence, 0, frame, false);
  }

  /** A new one of another, heard from {@code neighbor}. */
  void pass(AnnounceFrame original, Optional<NodeId> neighbor, Optional<Signal> signal) {
    spread.pass(original.announce().key(), new Copy(original), neighbor, signal);
  }

  /** A copy was heard, of ours too; from {@code neighbor} if that is known. */
  void heard(AnnounceFrame copy, Optional<NodeId> neighbor) {
    spread.heard(copy.announce().key(), new Copy(copy), neighbor);
  }
}
