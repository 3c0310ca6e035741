package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.secure.OpenedInner;

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
  /** What was not taken must not be acknowledged when it comes again. */
  private final Map<ArrivalKey, Boolean> refused = new LinkedHashMap<>();

  ParcelIntake(NodeId self, MeshTurn turn, Seals seals, TrustBook trust, PeerTable peers, Ways ways,
      Arrivals arrivals, ControlIntake control, SessionMaker sessionMaker, Handshakes handshakes,
      Custody custody, Homeward homeward) {
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
  }

  /** @return true when {@code from} need not keep it any longer */
  boolean onParcel(NodeId from, Parcel parcel, ArrivalKey key) {
    boolean ours = parcel.destinationHint() == self.hint();
    if (ours && (parcel.type() == FrameType.RELAY_HANDSHAKE
        ? sessionMaker.onRelayed(parcel.content())
        : opened(from, parcel, key))) {
      return true;
    }
    if (ours && peers.withHint(self.hint()).isEmpty()) {
      turn.tally.unopened++;
      return true;
    }
    boolean taken = custody.take(from, parcel);
    if (!taken) {
      refused.put(key, Boolean.TRUE);
      if (refused.size() > MeshLimits.SEEN_ENVELOPES) {
        refused.remove(refused.keySet().iterator().next());
      }
    }
    return taken;
  }

  boolean forUs(Parcel parcel) {
    return parcel.destinationHint() == self.hint() && parcel.type() == FrameType.RELAY;
  }

  boolean refused(ArrivalKey key) {
    return refused.containsKey(key);
  }

  /** False when no session of ours opens it: it may be for another with our hint. */
  private boolean opened(NodeId via, Parcel parcel, ArrivalKey key) {
    switch (seals.openInner(parcel.type(), parcel.content())) {
      case OpenedInner.Message message -> {
        learnWay(message.from(), via, parcel);
        if (parcel.type() == FrameType.RELAY) {
          homeward.onArrived(via, parcel, key, endKey(message));
        }
        onMessage(parcel.type(), message);
      }
      case OpenedInner.Replay again -> {
        if (parcel.type() == FrameType.RELAY && !trust.blocked(again.from())) {
          arrivals.again(new ArrivalKey.InSeal(again.from(), again.keyId(), again.header().counter()));
        }
      }
      case OpenedInner.Stale stale -> turn.tally.duplicates++;
      case OpenedInner.Refused nobody -> {
        peers.withHint(parcel.sourceHint()).stream().limit(MeshLimits.HINT_COPIES).flatMap(
            id -> peers.get(id).stream()).forEach(this::onUnopened);
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
    peer.unopened++;
    if (peer.unopened >= MeshLimits.UNOPENED_BEFORE_NEW_SESSION) {
      peer.unopened = 0;
      handshakes.renew(peer.id);
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
      peer.unopened = 0;
    });
    try {
      if (type == FrameType.RELAY_CONTROL) {
        for (ControlItem item : ControlItem.decode(plaintext)) {
          control.onItem(from, item);
        }
      } else if (plaintext.length() == 0 || plaintext.length() > Mesh.MAX_MESSAGE_BYTES) {
        turn.tally.charge(from);
      } else {
        arrivals.deliver(endKey(message), plaintext,
            ways.ackDelayMs(from));
      }
    } catch (MalformedException malformed) {
      turn.tally.charge(from);
    }
  }
}
