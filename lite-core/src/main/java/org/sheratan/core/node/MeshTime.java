package org.sheratan.core.node;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongSupplier;

import org.sheratan.core.market.Post;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

/**
 * Asks other nodes for the time while this one has none of its own; what they say is an {@link Effect.TimeTold}. Asked are
 * peers with a session, confirmed and near ones first, one at a time and each once a round, with pauses between.
 *
 * <pre>
 * state    event                          next
 * resting  the pause is over, no time     asking, the first of the round
 * resting  the pause is over, NTP or GPS  resting, {@link #LOOK_MS}
 * asking   answered, or timed out         spacing
 * spacing  the pause is over, some left   asking, the next
 * spacing  enough told, or none left      resting: an hour if any told the time, else ever longer
 * </pre>
 */
final class MeshTime {
  static final int MAX_ASKED = 8;
  static final int ENOUGH = 5;
  static final long FIRST_MS = 10_000;
  static final long LOOK_MS = 60_000;
  static final long REFRESH_MS = 3_600_000;
  static final long MIN_PAUSE_MS = 5 * 60_000;
  static final long MAX_PAUSE_MS = 6 * 3_600_000;
  private static final long MIN_SPACING_MS = 2_000;
  /** Question and answer take at most some 4 % of the time of a slow way while a round lasts. */
  private static final int SPACING = 50;
  private static final long MIN_TIMEOUT_MS = 10_000;
  /** A slower answer says too little. */
  private static final long MAX_TIMEOUT_MS = 120_000;
  private static final int TIMEOUT = 8;
  private static final int QUESTION_BYTES = 8;

  private final Mesh mesh;
  private final Post post;
  private final LongSupplier nonces;
  private final EffectQueue effects;
  private final boolean asks;
  private final TreeSet<NodeId> asked = new TreeSet<>();
  private Optional<Open> open = Optional.empty();
  private int told;
  private long pauseMs = MIN_PAUSE_MS;
  private long nextMs;

  private record Open(NodeId peer, long nonce, long ticket, long sentMs, long untilMs) {}

  /**
   * @param nonces shared with whoever else sends pings
   * @param asks false: it only answers
   */
  MeshTime(Mesh mesh, Post post, LongSupplier nonces, EffectQueue effects, boolean asks, long nowMs) {
    this.mesh = mesh;
    this.post = post;
    this.nonces = nonces;
    this.effects = effects;
    this.asks = asks;
    this.nextMs = nowMs + FIRST_MS;
  }

  void poll(Now now) {
    long nowMs = now.monoMs();
    if (!asks) {
      return;
    }
    open.filter(question -> nowMs >= question.untilMs()).ifPresent(late -> {
      post.abandon(late.ticket());
      open = Optional.empty();
    });
    if (open.isPresent() || nowMs < nextMs) {
      return;
    }
    if (now.quality().verified()) {
      endRound(nowMs, LOOK_MS);
      return;
    }
    Optional<Peer> next = told < ENOUGH && asked.size() < MAX_ASKED ? next() : Optional.empty();
    if (next.isPresent()) {
      ask(next.get().id(), nowMs);
    } else if (asked.isEmpty()) {
      endRound(nowMs, LOOK_MS);
    } else if (told > 0) {
      pauseMs = MIN_PAUSE_MS;
      endRound(nowMs, REFRESH_MS);
    } else {
      endRound(nowMs, pauseMs);
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
    }
  }

  /** Whether that was an answer to a question about the time. */
  boolean onPong(NodeId from, WireMessage.Pong pong, long arrival, long nowMs) {
    Optional<Open> answered = open
        .filter(question -> question.peer().equals(from) && question.nonce() == pong.nonce());
    answered.ifPresent(question -> {
      open = Optional.empty();
      post.confirmed(question.ticket(), arrival);
      pong.clock().ifPresent(claim -> {
        told++;
        boolean confirmed = mesh.peer(from).filter(peer -> peer.trust() == Trust.CONFIRMED).isPresent();
        effects.now(new Effect.TimeTold(from, confirmed, claim.wallMs() + (nowMs - question.sentMs()) / 2));
      });
    });
    return answered.isPresent();
  }

  long nextPollMs() {
    return !asks ? Long.MAX_VALUE : open.map(Open::untilMs).orElse(nextMs);
  }

  private Optional<Peer> next() {
    return mesh.peers().stream()
        .filter(peer -> peer.hops() > 0 && peer.sealedMs().isPresent() && peer.trust() != Trust.BLOCKED
            && !asked.contains(peer.id()))
        .min(Comparator.comparing((Peer peer) -> peer.trust() != Trust.CONFIRMED)
            .thenComparingInt(Peer::hops).thenComparing(Peer::id));
  }

  private void ask(NodeId peer, long nowMs) {
    long expectedMs = post.expectedMs(peer, QUESTION_BYTES);
    long untilMs = nowMs + Math.clamp(TIMEOUT * expectedMs, MIN_TIMEOUT_MS, MAX_TIMEOUT_MS);
    long nonce = nonces.getAsLong();
    long ticket = post.send(peer, new WireMessage.Ping(nonce, true), Priority.BULK, untilMs - nowMs,
        Mesh.UNPROMPTED);
    asked.add(peer);
    open = Optional.of(new Open(peer, nonce, ticket, nowMs, untilMs));
    nextMs = nowMs + Math.max(MIN_SPACING_MS, SPACING * expectedMs);
  }

  private void endRound(long nowMs, long restMs) {
    asked.clear();
    told = 0;
    nextMs = nowMs + restMs;
  }
}
