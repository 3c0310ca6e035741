package org.sheratan.radio.mesh.session;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.HandshakeResult;
import org.sheratan.radio.secure.Refusal;

/** Takes handshake packets, direct or relayed, and answers them the way they came. */
public final class SessionMaker {
  /** Sends an answer back. */
  @FunctionalInterface
  private interface Back {
    void send(Bytes packet);
  }

  private final MeshTurn turn;
  private final Seals seals;
  private final TrustBook trust;
  private final NeighborTable neighbors;
  private final PeerTable peers;
  private final Handshakes handshakes;
  private final TokenBucket relayedAnswers;
  private final Listener listener;

  /** Whom new sessions concern. */
  public interface Listener {
    /**
     * We began the one that there is now with {@code peer}.
     *
     * @param lastNote proof of the last note it took from us; no bytes if it knows of none
     */
    void onAnswer(NodeId peer, Bytes lastNote);

    /** There is a session, whoever began it. */
    void onSession(NodeId peer);
  }

  public SessionMaker(MeshTurn turn, Seals seals, TrustBook trust, NeighborTable neighbors, PeerTable peers,
      Handshakes handshakes, Listener listener) {
    this.turn = turn;
    this.seals = seals;
    this.trust = trust;
    this.neighbors = neighbors;
    this.peers = peers;
    this.handshakes = handshakes;
    this.relayedAnswers = new TokenBucket(MeshLimits.STRANGER_ANSWERS_PER_SECOND,
        MeshLimits.STRANGER_ANSWERS_BURST, turn.nowMs());
    this.listener = listener;
  }

  /** @throws org.sheratan.kernel.MalformedException when it is no handshake */
  public void onFrame(LinkState state, LinkEndpoint from, Bytes packet) {
    HandshakeHeader header = HandshakePacket.decode(packet).header();
    if (begins(header) && !state.mayAnswerStranger(header.sourceHint())) {
      turn.tally().count(Count.REFUSED);
      return;
    }
    HandshakeResult result = seals.onHandshake(packet);
    if (result instanceof HandshakeResult.Ignored ignored && suspicious(ignored.why())) {
      turn.tally().blame(state.link());
    }
    settle(result, answer -> turn.send(state.link(), from, answer, false))
        .ifPresent(peer -> {
          neighbors.heard(peer, state.link(), from, true, turn.nowMs());
          tell(peer, packet, result);
        });
  }

  /** @return false when it was not for us, whatever its hint says */
  public boolean onRelayed(Bytes packet) {
    HandshakeHeader header = HandshakePacket.decode(packet).header();
    if (begins(header) && !relayedAnswers.take(turn.nowMs())) {
      turn.tally().count(Count.REFUSED);
      return true;
    }
    HandshakeResult result = seals.onHandshake(packet);
    settle(result, answer -> peers.withHint(header.sourceHint()).stream().limit(MeshLimits.HINT_COPIES)
        .forEach(peer -> handshakes.relay(peer, answer))).ifPresent(peer -> tell(peer, packet, result));
    return !(result instanceof HandshakeResult.Ignored);
  }

  private void tell(NodeId peer, Bytes packet, HandshakeResult result) {
    if (!begins(HandshakePacket.decode(packet).header()) && !(result instanceof HandshakeResult.NewPeer)) {
      listener.onAnswer(peer,
          result instanceof HandshakeResult.Established session ? session.lastNote() : Bytes.EMPTY);
    }
    listener.onSession(peer);
  }

  /** Answers, and names the peer there is a session with now. */
  private Optional<NodeId> settle(HandshakeResult result, Back back) {
    return switch (result) {
      case HandshakeResult.Answer answer -> {
        back.send(answer.packet());
        yield Optional.empty();
      }
      case HandshakeResult.AnswerAndEstablished both -> {
        back.send(both.packet());
        yield admitted(both.peer());
      }
      case HandshakeResult.Established session -> admitted(session.peer());
      case HandshakeResult.NewPeer newcomer -> admitted(newcomer.peer());
      case HandshakeResult.Ignored ignored -> Optional.empty();
    };
  }

  private Optional<NodeId> admitted(NodeId peer) {
    if (trust.blocked(peer)) {
      seals.forget(peer);
      return Optional.empty();
    }
    handshakes.established(peer);
    return Optional.of(peer);
  }

  private static boolean begins(HandshakeHeader header) {
    return switch (header.step()) {
      case KK_1, XX_1, NOTE -> true;
      case KK_2, XX_2, XX_3 -> false;
    };
  }

  private static boolean suspicious(Refusal why) {
    return why == Refusal.MALFORMED || why == Refusal.WRONG_NETWORK || why == Refusal.BAD_HANDSHAKE
        || why == Refusal.UNKNOWN_SENDER;
  }
}
