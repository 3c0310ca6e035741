package org.sheratan.radio.mesh.route;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.Roll;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Probation;

/** Everyone whose announce was heard lately, near or far. */
public final class PeerTable {
  private final MeshTurn turn;
  private final TrustBook trust;
  private final NeighborTable neighbors;
  private final RouteTable routes;
  private final PeerMemory memory;
  private final Map<NodeId, KnownPeer> peers = new TreeMap<>();
  /** The last announces of those that were lost, the eldest first: others may still hand them round. */
  private final Map<NodeId, AnnounceFrame> gone = new LinkedHashMap<>();

  public PeerTable(MeshTurn turn, TrustBook trust, NeighborTable neighbors, RouteTable routes,
      PeerMemory memory) {
    this.memory = memory;
    this.turn = turn;
    this.trust = trust;
    this.neighbors = neighbors;
    this.routes = routes;
  }

  public Optional<KnownPeer> get(NodeId id) {
    return Optional.ofNullable(peers.get(id));
  }

  /**
   * A verified announce of a peer not known yet; empty when there is no room for it. Peers that never gave their
   * card nor sealed anything, perhaps invented by one neighbor, make room for others ({@link Probation}), but for those that
   * somebody decided about.
   */
  public Optional<KnownPeer> meet(AnnounceFrame frame) {
    if (peers.size() >= MeshLimits.PEERS) {
      Optional<Probation.Candidate<KnownPeer>> leaving = Probation.toLeave(
          peers.values().stream().filter(this::perhapsInvented).map(KnownPeer::candidate).toList(),
          MeshLimits.PEERS, turn.nowMs());
      if (leaving.isEmpty() || turn.nowMs() - leaving.get().lastMs() < MeshLimits.ANNOUNCE_MIN_MS) {
        return Optional.empty();
      }
      lose(leaving.get().who());
    }
    KnownPeer peer = new KnownPeer(frame, turn.nowMs());
    gone.remove(peer.id());
    peers.put(peer.id(), peer);
    return Optional.of(peer);
  }

  private boolean perhapsInvented(KnownPeer peer) {
    return peer.card().isEmpty() && peer.sealedMs().isEmpty() && trust.of(peer.id()) == Trust.FIRST_USE;
  }

  public List<KnownPeer> all() {
    return List.copyOf(peers.values());
  }

  public int size() {
    return peers.size();
  }

  /** Peers with that address hint; hints may collide. */
  public List<NodeId> withHint(int hint) {
    List<NodeId> found = new ArrayList<>();
    for (NodeId id : peers.keySet()) {
      if (id.hint() == hint && !trust.blocked(id)) {
        found.add(id);
      }
    }
    return found;
  }

  /** The newest genuine announce of {@code id}, heard now or by an earlier start; its hops may be nobody's. */
  public Optional<AnnounceFrame> newest(NodeId id) {
    Optional<AnnounceFrame> heard = get(id).map(peer -> peer.frame());
    Optional<AnnounceFrame> remembered = memory.announce(id);
    boolean older = heard.isEmpty() || remembered.isPresent()
        && remembered.get().announce().order() > heard.get().announce().order();
    return older ? remembered : heard;
  }

  /** The card that {@code peer} announces, if it was here before. */
  public Optional<SignedCard> remembered(KnownPeer peer) {
    return memory.card(peer.id())
        .filter(card -> card.digest().equals(peer.frame().announce().cardDigest()));
  }

  /** What peers last called themselves, of those long silent too. */
  public SortedMap<NodeId, String> names() {
    return memory.names();
  }

  public void changed(KnownPeer peer) {
    peer.signedCard().ifPresent(card -> memory.remember(peer.frame(), card,
        id -> peers.containsKey(id) || trust.of(id) == Trust.CONFIRMED));
    turn.tell(new MeshEvent.PeerChanged(view(peer)));
  }

  /** Lost ones are told and forgotten. */
  public void expire(long lifeMs) {
    for (KnownPeer peer : all()) {
      if (turn.nowMs() - peer.aliveMs() > lifeMs) {
        lose(peer);
        gone.put(peer.id(), peer.frame());
      }
    }
    Iterator<NodeId> eldest = gone.keySet().iterator();
    while (gone.size() > MeshLimits.PEERS) {
      eldest.next();
      eldest.remove();
    }
  }

  /** True when this announce is no news of a peer that was lost. */
  public boolean gone(AnnounceFrame frame) {
    AnnounceFrame last = gone.get(frame.announce().key());
    return last != null && last.announce().order() >= frame.announce().order();
  }

  /** The same of an announce that a roll names. */
  public boolean gone(Roll.Entry entry) {
    return gone.values().stream().anyMatch(entry::names);
  }

  private void lose(KnownPeer peer) {
    peers.remove(peer.id());
    routes.forget(peer.id());
    turn.tell(new MeshEvent.PeerLost(peer.id()));
  }

  public Peer view(KnownPeer peer) {
    Optional<RouteTable.Way> way = routes.best(peer.id());
    NodeId via = way.map(RouteTable.Way::via).orElse(peer.id());
    String link = neighbors.best(via).map(contact -> contact.link().profile().name()).orElse("");
    return new Peer(peer.id(), peer.frame().announce().epoch(), way.map(RouteTable.Way::hops).orElse(0), via,
        link,
        peer.heardMs(), peer.sealedMs(), peer.frame().announce().loadPercent(),
        peer.frame().announce().capabilities(),
        trust.of(peer.id()), peer.card());
  }
}
