package org.sheratan.radio.mesh.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.hop.ArrivalKey;
import org.sheratan.radio.mesh.hop.Arrivals;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.Custody;
import org.sheratan.radio.mesh.hop.Homeward;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.KnownPeer;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Parcel;
import org.sheratan.radio.mesh.session.Seals;
import org.sheratan.radio.mesh.session.SessionMaker;
import org.sheratan.radio.secure.OpenedInner;
import org.sheratan.radio.secure.OpenedNote;

/** Parcels that came in: ours are opened, those of others go into custody. */
final class ParcelIntake {
  private final NodeId self;
  private final MeshTurn turn;
  private final Seals seals;
  private final TrustBook trust;
  private final PeerTable peers;
  private final Ways ways;
  private final Arrivals arrivals;
  private final ControlIntake control;
  private final SessionMaker sessionMaker;
  private final Handshakes handshakes;
  private final Custody custody;
  private final Homeward homeward;
  private final Function<NodeId, Optional<LinkState>> linkTo;
  /** Each that is opened costs a Diffie-Hellman or two, whoever made it. */
  private final TokenBucket notes;
  /** What was not taken must not be acknowledged when it comes again, nor be gathered again while nothing has changed. */
  private final Map<ArrivalKey, Custody.Offer> refused = new LinkedHashMap<>();

  ParcelIntake(NodeId self, MeshTurn turn, Seals seals, TrustBook trust, PeerTable peers, Ways ways,
      Arrivals arrivals, ControlIntake control, SessionMaker sessionMaker, Handshakes handshakes,
      Custody custody, Homeward homeward, Function<NodeId, Optional<LinkState>> linkTo) {
    this.linkTo = linkTo;
    this.self = self;
    this.turn = turn;
    this.seals = seals;
    this.trust = trust;
    this.peers = peers;
    this.ways = ways;
    this.arrivals = arrivals;
    this.control = control;
    this.sessionMaker = sessionMaker;
    this.handshakes = handshakes;
    this.custody = custody;
    this.homeward = homeward;
    this.notes = new TokenBucket(MeshLimits.STRANGER_ANSWERS_PER_SECOND, MeshLimits.STRANGER_ANSWERS_BURST,
        turn.nowMs());
  }

  /** @return true when {@code from} need not keep it any longer */
  boolean onParcel(NodeId from, Parcel parcel, ArrivalKey key) {
    boolean taken = endsHere(from, parcel, key) || custody.take(from, parcel);
    refused.remove(key);
    if (!taken) {
      refused.put(key, Custody.Offer.of(from, parcel));
      if (refused.size() > MeshLimits.SEEN_ENVELOPES) {
        refused.remove(refused.keySet().iterator().next());
      }
    }
    return taken;
  }

  /** True when it went no further than here. */
  private boolean endsHere(NodeId from, Parcel parcel, ArrivalKey key) {
    boolean ours = parcel.destinationHint() == self.hint();
    if (ours && (parcel.type() != FrameType.RELAY_HANDSHAKE
        ? opened(from, parcel, key)
        : parcel.carriesMessage()
            ? openedNote(from, parcel, key)
            : sessionMaker.onRelayed(linkTo.apply(from), parcel.content()))) {
      return true;
    }
    if (ours && peers.withHint(self.hint()).isEmpty()) {
      turn.tally().count(Count.UNOPENED);
      return true;
    }
    return false;
  }

  boolean forUs(Parcel parcel) {
    return parcel.destinationHint() == self.hint() && parcel.carriesMessage();
  }

  boolean refused(ArrivalKey key) {
    return refused.containsKey(key);
  }

  /** Why it was refused and would be again; once it would be taken, the refusal is forgotten. */
  Optional<ControlItem.Why> refusal(ArrivalKey key) {
    Optional<ControlItem.Why> why = Optional.ofNullable(refused.get(key)).flatMap(custody::refusal);
    if (why.isEmpty()) {
      refused.remove(key);
    }
    return why;
  }

  /** False when no session of ours opens it: it may be for another with our hint. */
  private boolean opened(NodeId via, Parcel parcel, ArrivalKey key) {
    switch (seals.openInner(parcel.type(), parcel.content())) {
      case OpenedInner.Message message -> {
        learnWay(message.from(), via, parcel);
        if (parcel.type() == FrameType.RELAY) {
          homeward.onArrived(via, parcel, key, endKey(message), message.proof());
        }
        onMessage(parcel.type(), message);
      }
      case OpenedInner.Replay again -> {
        if (parcel.type() == FrameType.RELAY && !trust.blocked(again.from())) {
          arrivals.again(new ArrivalKey.InSeal(again.from(), again.keyId(), again.header().counter()));
        }
      }
      case OpenedInner.Stale stale -> turn.tally().count(Count.DUPLICATES);
      case OpenedInner.Refused nobody -> {
        peers.withHint(parcel.sourceHint()).stream().limit(MeshLimits.HINT_COPIES).flatMap(
            id -> peers.get(id).stream()).forEach(this::onUnopened);
        return false;
      }
    }
    return true;
  }

  /** False when it is no known peer's, or was written for another of our epochs: it may be for another with our hint. */
  private boolean openedNote(NodeId via, Parcel parcel, ArrivalKey key) {
    if (!notes.take(turn.nowMs())) {
      turn.tally().count(Count.REFUSED);
      return true;
    }
    switch (seals.openNote(parcel.content())) {
      case OpenedNote.Message note -> {
        ArrivalKey.InNote name = new ArrivalKey.InNote(note.from(), note.counter());
        learnWay(note.from(), via, parcel);
        homeward.onNote(via, parcel, note.proof(), key, name);
        peers.get(note.from()).ifPresent(peer -> {
          peer.sealed(turn.nowMs());
          peer.noted(turn.nowMs());
        });
        arrivals.deliver(name, note.message(), ways.ackDelayMs(note.from()));
      }
      case OpenedNote.Replay again -> {
        ArrivalKey.InNote name = new ArrivalKey.InNote(again.from(), again.counter());
        if (!arrivals.again(name)) {
          homeward.onNoteAgain(via, parcel, again.proof(), key, name);
        }
      }
      case OpenedNote.Refused nobody -> {
        return false;
      }
    }
    return true;
  }

  /** The way it came is a way back. */
  private void learnWay(NodeId source, NodeId via, Parcel parcel) {
    int hops = MeshLimits.FIRST_HOP_LIMIT - parcel.hopLimit() + 1;
    if (hops > 1) {
      peers.get(source).ifPresent(
          peer -> ways.routes().learn(source, via, hops, peer.order(), turn.nowMs()));
    }
  }

  /** A peer that keeps sending what we cannot open uses a session that we have lost. */
  private void onUnopened(KnownPeer peer) {
    if (peer.unopened().another(turn.nowMs()) && ways.nextHop(peer.id()).flatMap(linkTo)
        .filter(state -> state.mayRenew(peer.id())).isPresent()) {
      handshakes.renew(peer.id());
    }
  }

  private static ArrivalKey.InSeal endKey(OpenedInner.Message message) {
    return new ArrivalKey.InSeal(message.from(), message.keyId(), message.header().counter());
  }

  private void onMessage(FrameType type, OpenedInner.Message message) {
    NodeId from = message.from();
    Bytes plaintext = message.plaintext();
    if (trust.blocked(from)) {
      return;
    }
    peers.get(from).ifPresent(peer -> {
      peer.sealed(turn.nowMs());
      peer.unopened().opened();
    });
    try {
      if (type == FrameType.RELAY_CONTROL) {
        for (ControlItem item : ControlItem.decode(plaintext)) {
          control.onItem(from, item);
        }
      } else if (plaintext.length() == 0 || plaintext.length() > Mesh.MAX_MESSAGE_BYTES) {
        turn.tally().charge(from);
      } else {
        arrivals.deliver(endKey(message), plaintext,
            ways.ackDelayMs(from));
      }
    } catch (MalformedException malformed) {
      turn.tally().charge(from);
    }
  }
}
