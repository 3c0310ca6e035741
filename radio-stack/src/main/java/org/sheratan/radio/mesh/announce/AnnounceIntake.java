package org.sheratan.radio.mesh.announce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.Shunned;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.RouteTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.secure.AnnounceSeal;

/**
 * What announces teach us: peers, neighbors, ways. Signatures are checked once for each distinct announce; stale
 * ones and copies cost a MAC. Hops are the relays' word, not the announcer's: a lying relay can attract traffic,
 * which it then fails to acknowledge.
 */
public final class AnnounceIntake {
  /** What follows from news about a peer. */
  public interface Listener {
    /** First heard, or started anew, or it has another card. */
    void onNews(KnownPeer peer);

    /** There is a way to it, perhaps a new one. */
    void onWay(NodeId peer);
  }

  private record Heard(LinkState state, LinkEndpoint from, AnnounceFrame frame, Optional<Signal> signal) {
    NodeId key() {
      return frame.announce().key();
    }

    boolean direct() {
      return frame.hops() == 0;
    }
  }

  private final NodeId self;
  private final MeshTurn turn;
  private final AnnounceSeal seal;
  private final TrustBook trust;
  private final Shunned shunned;
  private final PeerTable peers;
  private final NeighborTable neighbors;
  private final RouteTable routes;
  private final Announcer announcer;
  private final AnnounceSpread spread;
  private final Seals seals;
  private final OwnTraces traces;
  private final Recall recall;
  private final RollCall rolls;
  private final Listener listener;
  private final TokenBucket checks;
  private final Newcomers newcomers;

  public AnnounceIntake(NodeId self, MeshTurn turn, AnnounceSeal seal, TrustBook trust, Shunned shunned,
      PeerTable peers,
      NeighborTable neighbors, RouteTable routes, Announcer announcer, AnnounceSpread spread, Seals seals,
      OwnTraces traces, Recall recall, RollCall rolls, Listener listener) {
    this.self = self;
    this.turn = turn;
    this.seal = seal;
    this.trust = trust;
    this.shunned = shunned;
    this.peers = peers;
    this.neighbors = neighbors;
    this.routes = routes;
    this.announcer = announcer;
    this.spread = spread;
    this.seals = seals;
    this.traces = traces;
    this.recall = recall;
    this.rolls = rolls;
    this.listener = listener;
    this.checks = new TokenBucket(MeshLimits.ANNOUNCE_CHECKS_PER_SECOND, MeshLimits.ANNOUNCE_CHECKS_BURST,
        turn.nowMs());
    this.newcomers = new Newcomers(turn.entropy().fork("newcomers"));
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no announce */
  public void onFrame(LinkState state, LinkEndpoint from, Bytes bytes, Optional<Signal> signal) {
    Optional<AnnounceFrame> opened = seal.open(bytes);
    if (opened.isEmpty()) {
      turn.tally().blame(state.link());
      return;
    }
    boolean greeting = opened.get().hops() == 0 && opened.get().hopLimit() == MeshLimits.GREETING_HOP_LIMIT;
    Heard heard = new Heard(state, from, limited(opened.get()), signal);
    if (heard.key().equals(self)) {
      spread.heard(heard.frame, sender(heard));
      traces.onHeard(heard.state, heard.from, heard.frame);
      return;
    }
    if (trust.blocked(heard.key())) {
      if (heard.direct()) {
        shunned.heard(heard.key(), state.link(), from, signal, turn.nowMs());
      }
      return;
    }
    Optional<KnownPeer> known = peers.get(heard.key());
    if (known.isEmpty() && !heard.direct() && peers.gone(heard.frame)) {
      return;
    }
    long news = known.map(peer -> heard.frame.announce().order() - peer.order()).orElse(1L);
    if (outdated(heard.frame)) {
      if (heard.direct()) {
        recall.onOutdated(state, from, heard.frame);
      }
      return;
    }
    if (known.isEmpty() && !vouchedFor(heard.key())
        && !newcomers.mayBring(source(heard), heard.key(), state.trickle().minMs(), turn.nowMs())) {
      refuse(heard);
      return;
    }
    if (news > 0 && !checks.take(turn.nowMs())) {
      turn.tally().count(Count.REFUSED);
      return;
    }
    if (news == 0 && !same(known.get().frame(), heard.frame()) || news > 0 && !seal.genuine(heard.frame())) {
      turn.tally().blame(state.link());
      return;
    }
    KnownPeer peer = known.orElse(null);
    if (peer == null) {
      peer = peers.meet(heard.frame).orElse(null);
      if (peer == null) {
        turn.tally().count(Count.REFUSED);
        return;
      }
    }
    take(heard, peer, known.isEmpty(), news > 0, greeting);
  }

  /** By its session with us, by our operator, or by the card that it gave us earlier: it was not invented just now. */
  private boolean vouchedFor(NodeId id) {
    return seals.ready(id) || trust.of(id) == Trust.CONFIRMED || peers.newest(id).isPresent();
  }

  private boolean outdated(AnnounceFrame frame) {
    return peers.newest(frame.announce().key())
        .filter(newest -> newest.announce().order() > frame.announce().order()).isPresent();
  }

  private void take(Heard heard, KnownPeer peer, boolean first, boolean news, boolean greeting) {
    AnnounceFrame before = peer.frame();
    boolean handedOver = heard.frame.hops() == MeshLimits.MAX_HOPS && !heard.frame.relayable();
    if (news || heard.direct()) {
      // A copy proves nothing: neighbors hand each other what is old as well.
      peer.alive(turn.nowMs());
    }
    if (news) {
      peer.announced(heard.frame, turn.nowMs());
    }
    boolean newEpoch = first || before.announce().epoch() != peer.frame().announce().epoch();
    if (newEpoch) {
      neighbors.startedAnew(peer.id());
    }
    boolean newHere = heard.direct()
        && neighbors.heard(peer.id(), heard.state.link(), heard.from, false, turn.nowMs());
    boolean way = learnWay(heard, peer);
    if (heard.direct()) {
      onDirect(heard, peer, newEpoch, newHere, greeting);
    }
    if (news) {
      tell(peer, before, first, newEpoch);
      announcer.relay(heard.frame, sender(heard), heard.signal);
    } else {
      spread.heard(heard.frame, sender(heard));
    }
    rolls.onAnnounce(heard.state.link(), peer.id(), news && handedOver);
    if (way) {
      listener.onWay(peer.id());
    }
  }

  private boolean learnWay(Heard heard, KnownPeer peer) {
    Link link = heard.state.link();
    sender(heard).flatMap(id -> neighbors.contact(id, link, heard.from))
        .ifPresent(contact -> heard.signal.ifPresent(contact.track()::heard));
    Optional<NodeId> via = heard.direct() ? Optional.of(peer.id()) : sender(heard);
    if (via.isEmpty()) {
      // Whoever relayed this has no session with us: our announce makes it answer with its own.
      announcer.answer(heard.state, heard.from);
      return false;
    }
    boolean tooFar = heard.frame.hops() >= MeshLimits.MAX_HOPS;
    if (tooFar || trust.blocked(via.get()) || !neighbors.isNeighbor(via.get())) {
      return false;
    }
    routes.learn(peer.id(), via.get(), heard.frame.hops() + 1, peer.order(), turn.nowMs());
    return true;
  }

  /**
   * A neighbor just started, or without a session, may not know us yet: it hears our announce, and of others. So does one
   * that came into reach: it moved, or its radio or ours was tuned.
   */
  private void onDirect(Heard heard, KnownPeer peer, boolean newEpoch, boolean newHere, boolean greeting) {
    if (greeting) {
      heard.state.serve(heard.from);
    }
    boolean addressed = heard.state.link().profile().addressed();
    if (greeting || newEpoch || (addressed ? !seals.ready(peer.id()) : newHere)) {
      announcer.answer(heard.state, heard.from);
      if (newEpoch && addressed) {
        announcer.introduce(heard.state, heard.from, others(peer.id()));
      }
    }
  }

  private void tell(KnownPeer peer, AnnounceFrame before, boolean first, boolean newEpoch) {
    boolean newCard = first || !before.announce().cardDigest().equals(peer.frame().announce().cardDigest());
    boolean newLoad = before.announce().loadPercent() != peer.frame().announce().loadPercent();
    if (newCard) {
      peer.hold(peers.remembered(peer));
    }
    if (newEpoch || newCard || newLoad) {
      peers.changed(peer);
    }
    if (newEpoch || newCard) {
      listener.onNews(peer);
    }
  }

  private List<AnnounceFrame> others(NodeId than) {
    List<KnownPeer> others = new ArrayList<>(peers.all());
    others.removeIf(peer -> peer.id().equals(than));
    others.sort(Comparator.comparingLong(peer -> -peer.aliveMs()));
    return others.stream().limit(MeshLimits.INTRODUCTIONS).map(peer -> peer.frame()).toList();
  }

  /** Which neighbor this copy came from. */
  private Optional<NodeId> sender(Heard heard) {
    return neighbors.at(heard.state.link(), heard.from, heard.frame.senderHint());
  }

  /** Relays nobody knows, whose hints anyone can make up, are one. */
  private Newcomers.Source source(Heard heard) {
    Link link = heard.state.link();
    String relay = heard.direct() ? "" : sender(heard).map(NodeId::toHex).orElse("unknown");
    return new Newcomers.Source(link, link.profile().addressed() ? heard.from.address() : relay);
  }

  /** Whoever brought it has brought too many. */
  private void refuse(Heard heard) {
    Optional<NodeId> neighbor = heard.state.link().profile().addressed()
        ? neighbors.at(heard.state.link(), heard.from)
        : sender(heard);
    neighbor.ifPresentOrElse(turn.tally()::refuse, () -> turn.tally().count(Count.REFUSED));
    neighbor.flatMap(id -> neighbors.contact(id, heard.state.link(), heard.from))
        .ifPresent(contact -> contact.throttle(newcomers.hoardingUntilMs(source(heard))));
  }

  private static boolean same(AnnounceFrame one, AnnounceFrame other) {
    return one.announce().equals(other.announce()) && one.signature().equals(other.signature());
  }

  /** A greeting goes on like any other announce. */
  private static AnnounceFrame limited(AnnounceFrame frame) {
    return new AnnounceFrame(Math.min(frame.hopLimit(), MeshLimits.FIRST_HOP_LIMIT), frame.hops(),
        frame.senderHint(), frame.announce(), frame.signature(), frame.mac());
  }
}
