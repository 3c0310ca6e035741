package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;

/** A link as the mesh keeps it: its pace, and who needs announces sent to them by name. */
final class LinkState {
  private final MeshTurn turn;
  private final Link link;
  private final Trickle trickle;
  private final TokenBucket relays;
  private final TokenBucket strangerAnswers;
  /** Endpoints beyond the reach of a broadcast, and until when they are served. */
  private final Map<LinkEndpoint, Long> named = new LinkedHashMap<>();
  private final Map<LinkEndpoint, Long> answeredMs = new LinkedHashMap<>();

  LinkState(MeshTurn turn, Link link) {
    this.turn = turn;
    this.link = link;
    long airtimeMs = link.profile().airtimeMs(Limits.ANNOUNCE_BYTES);
    long minMs = Math.max(MeshLimits.ANNOUNCE_MIN_MS, airtimeMs * MeshLimits.ANNOUNCE_AIRTIME_SHARE);
    long maxMs = minMs * (MeshLimits.ANNOUNCE_MAX_MS / MeshLimits.ANNOUNCE_MIN_MS);
    this.trickle = new Trickle(minMs, maxMs, turn.entropy.fork("trickle " + link.profile().name()),
        turn.nowMs());
    // A slow link relays announces in a fiftieth of its time at most.
    long perSecond = airtimeMs == 0
        ? MeshLimits.RELAYED_ANNOUNCES_PER_SECOND
        : Math.min(MeshLimits.RELAYED_ANNOUNCES_PER_SECOND, Math.max(1, 20 / airtimeMs));
    this.relays = new TokenBucket(perSecond, MeshLimits.RELAYED_ANNOUNCES_BURST, turn.nowMs());
    this.strangerAnswers = new TokenBucket(MeshLimits.STRANGER_ANSWERS_PER_SECOND,
        MeshLimits.STRANGER_ANSWERS_BURST, turn.nowMs());
  }

  Link link() {
    return link;
  }

  Trickle trickle() {
    return trickle;
  }

  LinkView view(long nowMs) {
    return new LinkView(link.profile(), link.waitMs(nowMs), Math.max(0, trickle.dueMs() - nowMs));
  }

  /** How long ways learned over this link live without being refreshed. */
  long wayLifeMs() {
    return trickle.maxMs() * MeshLimits.WAY_LIFE_INTERVALS;
  }

  /** May one more announce be relayed? */
  boolean mayRelay() {
    return relays.take(turn.nowMs());
  }

  /** May a sender that has proven nothing be answered? */
  boolean mayAnswerStranger() {
    return strangerAnswers.take(turn.nowMs());
  }

  /** May {@code to} be answered with our announce, after the last time? */
  boolean mayAnswer(LinkEndpoint to) {
    Long last = answeredMs.get(to);
    if (last != null && turn.nowMs() - last < MeshLimits.ANSWER_ANNOUNCE_MS) {
      return false;
    }
    answeredMs.remove(to);
    answeredMs.put(to, turn.nowMs());
    if (answeredMs.size() > MeshLimits.NEIGHBORS) {
      answeredMs.remove(answeredMs.keySet().iterator().next());
    }
    return true;
  }

  /** {@code endpoint} greeted us, so broadcasts may not reach it: it gets announces by name for a while. */
  void serve(LinkEndpoint endpoint) {
    if (named.size() < MeshLimits.GREETED_ENDPOINTS || named.containsKey(endpoint)) {
      named.put(endpoint, turn.nowMs() + wayLifeMs());
    }
  }

  /** @param bound waits for the commit of this turn */
  void toEveryone(Bytes frame, boolean bound) {
    turn.send(link, LinkEndpoint.EVERYONE, frame, bound);
    named.values().removeIf(untilMs -> untilMs <= turn.nowMs());
    if (link.profile().addressed()) {
      named.keySet().forEach(endpoint -> turn.send(link, endpoint, frame, bound));
    }
  }
}
