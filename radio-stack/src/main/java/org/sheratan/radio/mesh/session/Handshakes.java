package org.sheratan.radio.mesh.session;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.secure.Pattern;

/**
 * Begins sessions that are needed, and tries again until there is one: KK first, XX when the peer stays silent
 * because it has not heard our announce, directly to neighbors and in relayed packets to others.
 */
public final class Handshakes {
  private static final int KK_TRIES = 2;
  private static final long LEAST_PACKET_LIFETIME_MS = 20_000;

  private static final class Attempt {
    private int tries;
    private boolean wanted = true;
    private Timers.Timer timer;
  }

  private final MeshTurn turn;
  private final Seals seals;
  private final TrustBook trust;
  private final NeighborTable neighbors;
  private final Ways ways;
  private final Consumer<NodeId> gone;
  private final Map<NodeId, Attempt> attempts = new TreeMap<>();
  private Consumer<Relayed> relay = packet -> {};

  /** A packet for a peer that is no neighbor. */
  public record Relayed(NodeId to, Parcel parcel) {}

  /** @param gone is told of neighbors that have not answered for long */
  public Handshakes(MeshTurn turn, Seals seals, TrustBook trust, NeighborTable neighbors, Ways ways,
      Consumer<NodeId> gone) {
    this.gone = gone;
    this.turn = turn;
    this.seals = seals;
    this.trust = trust;
    this.neighbors = neighbors;
    this.ways = ways;
  }

  public void relayBy(Consumer<Relayed> relaying) {
    relay = relaying;
  }

  /** Something waits for a session with {@code peer}. */
  public void want(NodeId peer) {
    if (!seals.ready(peer)) {
      renew(peer);
    }
  }

  /** The session there is may be useless: the peer stays silent. */
  public void renew(NodeId peer) {
    Attempt running = attempts.get(peer);
    if (running != null) {
      running.wanted = true;
    } else if (!trust.blocked(peer) && roomForOne()) {
      Attempt attempt = new Attempt();
      attempts.put(peer, attempt);
      attempt.timer = turn.after(0, () -> tryNow(peer, attempt));
    }
  }

  public boolean running(NodeId peer) {
    return attempts.containsKey(peer);
  }

  void established(NodeId peer) {
    turn.tally().count(Count.HANDSHAKES);
    Attempt over = attempts.remove(peer);
    if (over != null) {
      over.timer.cancel();
    }
  }

  /** {@code peer} was heard: a late retry becomes an early one. */
  public void onHeardAgain(NodeId peer) {
    Attempt attempt = attempts.get(peer);
    if (attempt != null && attempt.tries > KK_TRIES) {
      attempt.tries = 0;
      attempt.timer.cancel();
      attempt.timer = turn.after(turn.jittered(MeshLimits.ACK_DELAY_MIN_MS), () -> tryNow(peer, attempt));
    }
  }

  /** Peers that never answer, perhaps invented by one neighbor, make room for others. */
  private boolean roomForOne() {
    if (attempts.size() < MeshLimits.HANDSHAKES) {
      return true;
    }
    Map.Entry<NodeId, Attempt> vainest = Collections.max(attempts.entrySet(),
        Comparator.comparingInt(entry -> entry.getValue().tries));
    if (vainest.getValue().tries >= KK_TRIES) {
      vainest.getValue().timer.cancel();
      attempts.remove(vainest.getKey());
    }
    return attempts.size() < MeshLimits.HANDSHAKES;
  }

  private void tryNow(NodeId peer, Attempt attempt) {
    if (!attempt.wanted) {
      attempts.remove(peer);
      return;
    }
    attempt.wanted = attempt.tries < KK_TRIES;
    Optional<NodeId> next = ways.nextHop(peer);
    if (attempt.tries > 0
        && next.filter(peer::equals).flatMap(neighbors::best)
            .filter(contact -> !contact.link().profile().addressed() && contact.unanswered()).isPresent()) {
      gone.accept(peer);
    }
    if (next.isPresent()) {
      // KK comes round again: only it survives a peer that has met us meanwhile and expects no stranger.
      Pattern pattern = attempt.tries % (2 * KK_TRIES) < KK_TRIES ? Pattern.KK : Pattern.XX;
      seals.begin(peer, pattern).ifPresent(packet -> send(peer, next.get(), packet));
    }
    attempt.tries++;
    long baseMs = next.isPresent() && next.get().equals(peer)
        ? neighbors.best(peer).map(contact -> 2 * contact.retryMs()).orElse(MeshLimits.WATCH_MS)
        : ways.endRetryMs(peer, Limits.MAX_HANDSHAKE_BYTES);
    long mostMs = Math.max(MeshLimits.HANDSHAKE_RETRY_MAX_MS, 4 * baseMs);
    long waitMs = Math.min(mostMs, baseMs << Math.min(attempt.tries - 1, 10));
    attempt.timer = turn.after(turn.jittered(waitMs) + ways.firstHopWaitMs(peer, turn),
        () -> tryNow(peer, attempt));
  }

  private void send(NodeId peer, NodeId via, Bytes packet) {
    if (via.equals(peer)) {
      neighbors.best(peer)
          .ifPresent(contact -> turn.send(contact.link(), contact.endpoint(), packet, false));
    } else {
      relay(peer, packet);
    }
  }

  /** Sends a packet toward a peer that is no neighbor. */
  void relay(NodeId peer, Bytes packet) {
    relay.accept(new Relayed(peer, Parcel.of(
        new FrameHead(FrameType.RELAY_HANDSHAKE, Priority.HIGH, MeshLimits.FIRST_HOP_LIMIT + 1),
        turn.nowMs() + Math.max(LEAST_PACKET_LIFETIME_MS, ways.endRetryMs(peer, Limits.MAX_HANDSHAKE_BYTES)),
        packet)));
  }
}
