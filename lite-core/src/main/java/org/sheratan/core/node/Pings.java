package org.sheratan.core.node;

import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.Post;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Peer;

/** Round trips asked for here and not yet answered. */
final class Pings {
  private static final int MAX_OPEN = 64;
  private static final long MAX_TIMEOUT_MS = 600_000;

  private final Mesh mesh;
  private final Post post;
  private final EffectQueue effects;
  private final Map<Long, Open> open = new TreeMap<>();
  private final Agenda<Long> timeouts = new Agenda<>();
  private long lastNonce;

  private record Open(long token, NodeId peer, long sentMs, long ticket) {}

  Pings(Mesh mesh, Post post, EffectQueue effects) {
    this.mesh = mesh;
    this.post = post;
    this.effects = effects;
  }

  void ask(long token, Command.Ping ping, long nowMs) {
    if (ping.peer().equals(post.self())) {
      effects.replyNow(token, new Answer.Pong(ping.peer(), 0, 0));
    } else if (mesh.blocked(ping.peer())) {
      effects.replyNow(token,
          new Answer.Refused(Answer.Reason.CONFLICT,
              "node " + ping.peer() + " is blocked here: nothing is sent to it",
              "sheratan node forget " + ping.peer()));
    } else if (mesh.peer(ping.peer()).isEmpty()) {
      effects.replyNow(token,
          new Answer.Refused(Answer.Reason.NOT_FOUND, "node " + ping.peer() + " is not known",
              "sheratan node list"));
    } else if (open.size() >= MAX_OPEN) {
      effects.replyNow(token,
          new Answer.Refused(Answer.Reason.BUSY, MAX_OPEN + " pings are under way", "try again later"));
    } else {
      long timeoutMs = Math.clamp(ping.timeoutMs(), 1, MAX_TIMEOUT_MS);
      long nonce = nextNonce();
      long ticket = post.send(ping.peer(), new WireMessage.Ping(nonce), Priority.NORMAL, timeoutMs,
          Mesh.UNPROMPTED);
      open.put(nonce, new Open(token, ping.peer(), nowMs, ticket));
      timeouts.at(nowMs + timeoutMs, nonce);
    }
  }

  /** Of another ping. */
  long nextNonce() {
    return ++lastNonce;
  }

  void onPong(NodeId from, long nonce, long arrival, long nowMs) {
    Open ping = open.get(nonce);
    if (ping == null || !ping.peer().equals(from)) {
      return;
    }
    open.remove(nonce);
    timeouts.clear(nonce);
    post.confirmed(ping.ticket(), arrival);
    // Its way may be forgotten while it is heard itself.
    boolean near = mesh.neighbors().stream().anyMatch(neighbor -> neighbor.id().equals(from));
    int hops = mesh.peer(from).map(Peer::hops).filter(count -> count > 0).orElse(near ? 1 : 0);
    effects.replyNow(ping.token(), new Answer.Pong(from, nowMs - ping.sentMs(), hops));
  }

  void poll(long nowMs) {
    for (long nonce : timeouts.due(nowMs)) {
      Open ping = open.remove(nonce);
      post.abandon(ping.ticket());
      effects.replyNow(ping.token(), new Answer.Refused(Answer.Reason.TIMEOUT,
          "no answer from " + ping.peer() + " within " + (nowMs - ping.sentMs()) + " ms", ""));
    }
  }

  long nextPollMs() {
    return timeouts.nextDueMs();
  }
}
