package org.sheratan.radio.mesh.session;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.frame.HandshakeStep;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.neighbor.TokenBucket;
import org.sheratan.radio.mesh.route.KnownPeer;
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
    if (begins(header) && !(state.mayTakeHandshake() && mayAnswer(state, header))) {
      turn.tally().count(Count.REFUSED);
      return;
    }
    HandshakeResult result = seals.onHandshake(packet);
    if (result instanceof HandshakeResult.Ignored ignored && suspicious(ignored.why())) {
      turn.tally().blame(state.link());
    }
    charge(state, header, result, 1);
    settle(result, answer -> turn.send(state.link(), from, answer, false))
        .ifPresent(peer -> {
          neighbors.heard(peer, state.link(), from, true, turn.nowMs());
          tell(peer, packet, result);
        });
  }

  /**
   * @param state the link by which it came, and an answer may go
   * @return false when it was not for us, whatever its hint says
   */
  public boolean onRelayed(Optional<LinkState> state, Bytes packet) {
    HandshakeHeader header = HandshakePacket.decode(packet).header();
    if (begins(header)
        && !(relayedAnswers.take(turn.nowMs())
            && state.filter(link -> mayAnswer(link, header)).isPresent())) {
      turn.tally().count(Count.REFUSED);
      return true;
    }
    HandshakeResult result = seals.onHandshake(packet);
    List<NodeId> senders = peers.withHint(header.sourceHint()).stream().limit(MeshLimits.HINT_COPIES)
        .toList();
    state.ifPresent(link -> charge(link, header, result, senders.size()));
    settle(result, answer -> senders.forEach(peer -> handshakes.relay(peer, answer)))
        .ifPresent(peer -> tell(peer, packet, result));
    return !(result instanceof HandshakeResult.Ignored);
  }

  /** Is there airtime for an answer? KK shows who asks, if it is genuine: one that proved itself before does not wait behind strangers. */
  private boolean mayAnswer(LinkState state, HandshakeHeader header) {
    Optional<NodeId> peer = header.step() == HandshakeStep.KK_1
        ? proven(header.sourceHint())
        : Optional.empty();
    return peer.isPresent() ? state.mayAnswerPeer(peer.get()) : state.mayAnswerStranger(header.sourceHint());
  }

  /** Answers to first packets are paid for by whoever made us give them; what is not answered costs nobody its share. */
  private void charge(LinkState state, HandshakeHeader header, HandshakeResult result, int copies) {
    if (!begins(header)) {
      return;
    }
    switch (result) {
      case HandshakeResult.Answer answer ->
        state.answeredStranger(header.sourceHint(), copies * answer.packet().length());
      case HandshakeResult.AnswerAndEstablished both when proven(both.peer()) ->
        state.answeredPeer(both.peer(), copies * both.packet().length());
      case HandshakeResult.AnswerAndEstablished both ->
        state.answeredStranger(header.sourceHint(), copies * both.packet().length());
      case HandshakeResult.Established session -> {
      }
      case HandshakeResult.NewPeer newcomer -> {
      }
      case HandshakeResult.Ignored ignored -> {
      }
    }
  }

  private Optional<NodeId> proven(int hint) {
    return peers.withHint(hint).stream().filter(this::proven).findFirst();
  }

  private boolean proven(NodeId peer) {
    return peers.get(peer).flatMap(KnownPeer::sealedMs).isPresent();
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
