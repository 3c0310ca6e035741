package org.sheratan.radio.mesh.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.SignedCard;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.announce.OwnAnnounce;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.ControlSender;
import org.sheratan.radio.mesh.neighbor.LinkTable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.secure.CardSeal;

/**
 * Fetches each peer's card once per digest, and hands out ours. Where a card takes long on the air, a session is made
 * for it with few neighbors only, and out of a small share of the legal airtime; others' cards come with the first
 * traffic.
 */
final class CardExchange {
  private final NodeId self;
  private final MeshTurn turn;
  private final CardSeal seal;
  private final PeerTable peers;
  private final OwnAnnounce own;
  private final ControlSender control;
  private final Ways ways;
  private final NeighborTable neighbors;
  private final LinkTable links;
  private final Map<NodeId, Timers.Timer> asking = new TreeMap<>();
  /** Until when our card is taken to be under way to whom. */
  private final Map<NodeId, Long> handed = new LinkedHashMap<>();
  /** When somebody's card was last found to be missing. */
  private long newsMs;

  CardExchange(NodeId self, MeshTurn turn, CardSeal seal, PeerTable peers, OwnAnnounce own,
      ControlSender control, Ways ways, NeighborTable neighbors, LinkTable links) {
    this.self = self;
    this.turn = turn;
    this.seal = seal;
    this.peers = peers;
    this.own = own;
    this.control = control;
    this.ways = ways;
    this.neighbors = neighbors;
    this.links = links;
  }

  /** {@code peer} is new here, or started anew, or has another card. */
  void onNews(KnownPeer peer) {
    if (peer.card().isEmpty()) {
      fetch(peer);
    } else if (!needsSession(peer.id()) && !control.reaches(peer.id())) {
      // It may still use a session that is gone here: where one costs little it is made before anything has to be said.
      turn.after(turn.jittered(sessionPatienceMs(peer.id())), () -> {
        if (!control.reaches(peer.id())) {
          control.renew(peer.id());
        }
      });
    }
  }

  /** The smaller id begins, which makes the session; the other begins when nothing comes of it. */
  private long sessionPatienceMs(NodeId id) {
    return self.compareTo(id) < 0 ? retryMs(id) / 4 : retryMs(id) * 2;
  }

  /** {@code peer} has a card we do not hold. */
  private void fetch(KnownPeer peer) {
    stopAsking(peer.id());
    newsMs = turn.nowMs();
    if (control.reaches(peer.id())) {
      askSoon(peer);
    } else if (!digest(peer).equals(Announce.NO_CARD)) {
      askAfter(peer.id(), turn.jittered(sessionPatienceMs(peer.id())), 0);
    }
  }

  /** Where a card takes long, what it takes to ask for one is spent when the announces of newcomers are over. */
  private long quietInMs(NodeId id) {
    int crowd = Math.max(2, neighbors.size());
    return needsSession(id) ? newsMs + retryMs(id) * crowd / 4 - turn.nowMs() : 0;
  }

  private boolean needsSession(NodeId id) {
    return ways.slow(id) && !control.reaches(id);
  }

  /** May a session be made with {@code id} for nothing but its card? */
  private boolean mayIntroduce(NodeId id) {
    return neighbors.best(id).flatMap(contact -> links.of(contact.link()))
        .filter(state -> neighbors.on(state.link()).size() <= MeshLimits.INTRODUCED_NEIGHBORS
            && state.mayIntroduce())
        .isPresent();
  }

  /** There is a session with {@code peer}, which a request needs. */
  void onSession(NodeId peer) {
    peers.get(peer).ifPresent(this::askSoon);
  }

  /** The smaller id at once, the other a little later. */
  private void askSoon(KnownPeer peer) {
    if (peer.card().isEmpty() && !digest(peer).equals(Announce.NO_CARD) && affordable(peer.id())) {
      stopAsking(peer.id());
      long soonMs = self.compareTo(peer.id()) < 0
          ? MeshLimits.ACK_DELAY_MIN_MS
          : 4 * MeshLimits.ACK_DELAY_MIN_MS;
      askAfter(peer.id(), turn.jittered(soonMs), 0);
    }
  }

  /** Where a card takes long on the air, nobody makes a session for it, nor sends it over several hops. */
  private boolean affordable(NodeId id) {
    return !ways.slow(id) || ways.hops(id) == 1;
  }

  /** Whoever needs our card asks again after a while, no sooner: one is under way at a time. */
  void onRequest(NodeId from) {
    boolean underWay = handed.getOrDefault(from, Long.MIN_VALUE) > turn.nowMs();
    if (underWay) {
      turn.tally().refuse(from);
      return;
    }
    handed.remove(from);
    handed.put(from, turn.nowMs() + retryMs(from) / 2);
    if (handed.size() > MeshLimits.PEERS) {
      handed.remove(handed.keySet().iterator().next());
    }
    control.answer(from, List.of(new ControlItem.CardAnswer(own.card().encode())));
  }

  /** @throws MalformedException when it is no card */
  void onAnswer(NodeId from, Bytes encoded) {
    SignedCard card = SignedCard.decode(encoded);
    Optional<KnownPeer> peer = peers.get(from);
    if (peer.isEmpty() || peer.get().card().isPresent() || !card.digest().equals(digest(peer.get()))) {
      return;
    }
    if (!seal.genuine(from, card)) {
      throw new MalformedException("card signature", 0, "not its owner's");
    }
    peer.get().hold(Optional.of(card));
    stopAsking(from);
    peers.changed(peer.get());
  }

  private void stopAsking(NodeId id) {
    Timers.Timer waiting = asking.remove(id);
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void askAfter(NodeId id, long delayMs, int tries) {
    asking.put(id, turn.after(delayMs, () -> {
      asking.remove(id);
      Optional<KnownPeer> peer = peers.get(id);
      if (peer.isPresent() && peer.get().card().isEmpty() && affordable(id)
          && tries < MeshLimits.CARD_TRIES) {
        ask(peer.get(), tries);
      }
    }));
  }

  private void ask(KnownPeer peer, int tries) {
    NodeId id = peer.id();
    long mostMs = Math.max(retryMs(id), MeshLimits.CARD_RETRY_MAX_MS);
    if (quietInMs(id) > 0) {
      askAfter(id, turn.jittered(quietInMs(id)), tries);
    } else if (needsSession(id) && !mayIntroduce(id)) {
      askAfter(id, turn.jittered(mostMs), tries);
    } else {
      if (ways.nextHop(id).isPresent()) {
        control.send(id, List.of(new ControlItem.CardRequest(digest(peer))));
      }
      askAfter(id, turn.jittered(Math.min(mostMs, retryMs(id) << Math.min(tries / 2, 10))), tries + 1);
    }
  }

  private long retryMs(NodeId id) {
    return Math.max(MeshLimits.CARD_RETRY_MS, ways.cardMs(id));
  }

  private static Bytes digest(KnownPeer peer) {
    return peer.frame().announce().cardDigest();
  }
}
