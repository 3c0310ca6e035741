package org.sheratan.radio.mesh.neighbor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.link.Urgency;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshLimits;

/** A link as the mesh keeps it: its pace, and who needs announces sent to them by name. */
public final class LinkState {
  private static final double FAINT_SNR_DB = -10;
  private static final double CLEAR_SNR_DB = 10;
  /** Of the time that signal and chance share. */
  private static final double NEAR_WEIGHT = 0.75;
  private static final int ANYONE = -1;

  private final MeshTurn turn;
  private final Link link;
  private final Trickle trickle;
  private final TokenBucket relays;
  private final long announceMs;
  private final AirShare ownShare;
  private final AirShare relayShare;
  private final long introductionMs;
  private final AirShare introductionShare;
  private final TokenBucket groupRelays;
  private final AirShare groupShare;
  private final TokenBucket unopenedRelays;
  private final AirShare unopenedShare;
  private final EmergencyReserve reserve;
  private final TokenBucket strangerAnswers;
  /** By hint of whom it is said to; what has no name in clear counts for {@link #ANYONE}. */
  private final AnswerShare<Integer> unproven;
  private final AnswerShare<NodeId> members;
  private final RevocationPace revocations;
  private long hurryMs;
  /** Endpoints beyond the reach of a broadcast, and until when they are served. */
  private final Map<LinkEndpoint, Long> named = new LinkedHashMap<>();
  private final Map<LinkEndpoint, Long> answeredMs = new LinkedHashMap<>();

  /** @param reserve of this link: it outlives its ups and downs */
  LinkState(MeshTurn turn, Link link, EmergencyReserve reserve) {
    this.turn = turn;
    this.link = link;
    long airtimeMs = link.profile().airtimeMs(Limits.ANNOUNCE_BYTES);
    long minMs = Math.max(MeshLimits.ANNOUNCE_MIN_MS, airtimeMs * MeshLimits.ANNOUNCE_FIRST_AIRTIMES);
    long maxMs = Math.max(MeshLimits.ANNOUNCE_MIN_MS, airtimeMs * MeshLimits.ANNOUNCE_AIRTIME_SHARE)
        * (MeshLimits.ANNOUNCE_MAX_MS / MeshLimits.ANNOUNCE_MIN_MS);
    this.trickle = new Trickle(minMs, maxMs, turn.entropy().fork("trickle " + link.profile().name()),
        turn.nowMs());
    this.relays = new TokenBucket(MeshLimits.RELAYED_ANNOUNCES_PER_SECOND, MeshLimits.RELAYED_ANNOUNCES_BURST,
        turn.nowMs());
    this.announceMs = airtimeMs;
    this.ownShare = new AirShare(link.profile(), MeshLimits.OWN_ANNOUNCES_PERCENT,
        MeshLimits.OWN_ANNOUNCES_AT_ONCE * airtimeMs, turn.nowMs());
    this.relayShare = new AirShare(link.profile(), MeshLimits.RELAYED_ANNOUNCES_PERCENT,
        MeshLimits.RELAYED_ANNOUNCES_AT_ONCE * airtimeMs, turn.nowMs());
    this.introductionMs = link.profile().airtimeMs(MeshLimits.INTRODUCTION_BYTES);
    long hourMs = 3_600L * link.profile().dutyPermille();
    this.introductionShare = new AirShare(link.profile(), MeshLimits.INTRODUCTIONS_PERCENT,
        Math.max(introductionMs, hourMs * MeshLimits.INTRODUCTIONS_AT_ONCE_PERCENT / 100), turn.nowMs());
    this.groupRelays = new TokenBucket(MeshLimits.RELAYED_ANNOUNCES_PER_SECOND,
        MeshLimits.RELAYED_ANNOUNCES_BURST, turn.nowMs());
    this.groupShare = new AirShare(link.profile(), MeshLimits.GROUP_RELAYS_PERCENT,
        MeshLimits.GROUP_RELAYS_AT_ONCE * airtimeMs, turn.nowMs());
    this.unopenedRelays = new TokenBucket(MeshLimits.UNOPENED_RELAYS_PER_SECOND,
        MeshLimits.UNOPENED_RELAYS_BURST, turn.nowMs());
    this.unopenedShare = new AirShare(link.profile(), MeshLimits.UNOPENED_RELAYS_PERCENT,
        MeshLimits.UNOPENED_RELAYS_AT_ONCE * airtimeMs, turn.nowMs());
    this.reserve = reserve;
    this.strangerAnswers = new TokenBucket(MeshLimits.STRANGER_ANSWERS_PER_SECOND,
        MeshLimits.STRANGER_ANSWERS_BURST, turn.nowMs());
    this.unproven = new AnswerShare<>(turn, link.profile(), MeshLimits.UNPROVEN_PERCENT);
    this.members = new AnswerShare<>(turn, link.profile(), MeshLimits.MEMBERS_PERCENT);
    this.revocations = new RevocationPace(turn, link);
  }

  public Link link() {
    return link;
  }

  public Trickle trickle() {
    return trickle;
  }

  public LinkView view(long nowMs) {
    return new LinkView(link.profile(), link.waitMs(nowMs, Urgency.ORDINARY),
        Math.max(0, trickle.dueMs() - nowMs), ownShare.waitMs(announceMs, nowMs));
  }

  /** For a node in doubt: long enough for a question and its answer to get through by some attempt. */
  public long askMs() {
    return trickle.maxMs() * MeshLimits.ANNOUNCE_MIN_MS / MeshLimits.ANNOUNCE_MAX_MS;
  }

  /** How long ways learned over this link live without being refreshed. */
  public long wayLifeMs() {
    return trickle.maxMs() * MeshLimits.WAY_LIFE_INTERVALS;
  }

  /** May one more announce be relayed? */
  public boolean mayRelay() {
    return relays.take(turn.nowMs()) && relayShare.take(announceMs, turn.nowMs());
  }

  /** Shorter intervals would not leave {@code neighbors} the time that their announces take, and as much as that between. */
  public long crowdedMs(int neighbors) {
    return link.profile().addressed() ? 0 : MeshLimits.ANNOUNCE_CROWD_AIRTIMES * neighbors * announceMs;
  }

  /** May a session be made only to get to know a neighbor's name? */
  public boolean mayIntroduce() {
    return introductionShare.take(introductionMs, turn.nowMs());
  }

  /** May our own announce be said here now? */
  public boolean mayAnnounce() {
    return ownShare.take(announceMs, turn.nowMs());
  }

  /** May Trickle begin anew because somebody seems to need our announce? */
  public boolean mayHurry() {
    if (turn.nowMs() < hurryMs) {
      return false;
    }
    hurryMs = turn.nowMs() + ownShare.periodMs(announceMs);
    return true;
  }

  /** How often every node of {@code nodes} may have a new announce, so that relaying them all keeps to its share. */
  long renewalMs(int nodes) {
    int atLeast = link.profile().addressed() ? nodes : Math.max(nodes, MeshLimits.NODES_EXPECTED);
    return Math.max(MeshLimits.RENEWAL_MS,
        MeshLimits.RENEWALS_SHARE * relayShare.periodMs(atLeast * announceMs));
  }

  /**
   * How long to wait before passing on what came with {@code signal}: long enough to hear others do it. Who heard it
   * faintly is far from its sender, reaches new ground, and goes first.
   */
  public long spreadDelayMs(int lengthBytes, Optional<Signal> signal) {
    long windowMs = Math.max(MeshLimits.RELAY_JITTER_MS,
        MeshLimits.RELAY_WINDOW_AIRTIMES * link.profile().airtimeMs(lengthBytes));
    long nearMs = signal.map(heard -> Math.round(windowMs * near(heard) * NEAR_WEIGHT)).orElse(0L);
    long restMs = signal.isPresent() ? Math.round(windowMs * (1 - NEAR_WEIGHT)) : windowMs;
    return 1 + nearMs + turn.entropy().nextLong(restMs);
  }

  /** When it is our turn to say what others may say too: whoever is nearer to what it is about goes first. */
  public long turnDelayMs(int hops) {
    long windowMs = MeshLimits.RELAY_WINDOW_AIRTIMES * announceMs;
    return 1 + windowMs * hops / (2 * MeshLimits.MAX_HOPS) + turn.entropy().nextLong(windowMs / 2);
  }

  public long announceMs() {
    return announceMs;
  }

  private static double near(Signal heard) {
    return Math.clamp((heard.snrDb() - FAINT_SNR_DB) / (CLEAR_SNR_DB - FAINT_SNR_DB), 0, 1);
  }

  /** May one more group frame be passed on, or said again? */
  public boolean mayRelayGroup(int lengthBytes) {
    return groupRelays.take(turn.nowMs())
        && groupShare.take(link.profile().airtimeMs(lengthBytes), turn.nowMs());
  }

  /** The same for one that no key of ours opens, which is perhaps nobody's. */
  public boolean mayRelayUnopened(Priority priority, int lengthBytes) {
    return (priority != Priority.EMERGENCY || reserve.mayPassUnopened(lengthBytes))
        && unopenedRelays.take(turn.nowMs())
        && unopenedShare.take(link.profile().airtimeMs(lengthBytes), turn.nowMs())
        && mayRelayGroup(lengthBytes);
  }

  /** With what priority an envelope goes on that {@code from}, or somebody before a restart, handed us and calls so urgent. */
  public Priority onward(Priority priority, Optional<NodeId> from, int lengthBytes) {
    boolean lowered = priority == Priority.EMERGENCY && !reserve.mayPass(from, lengthBytes);
    return lowered ? Priority.HIGH : priority;
  }

  public RevocationPace revocations() {
    return revocations;
  }

  /** May the first packet of a handshake be looked at? It costs time, whoever made it. */
  public boolean mayTakeHandshake() {
    return strangerAnswers.take(turn.nowMs());
  }

  /** May a sender that has proven nothing, not even that {@code hint} is its own, be answered? {@link #answeredStranger} follows. */
  public boolean mayAnswerStranger(int hint) {
    return unproven.allows(hint, Limits.MAX_HANDSHAKE_BYTES);
  }

  public void answeredStranger(int hint, int lengthBytes) {
    unproven.charge(hint, link.profile().airtimeMs(lengthBytes));
  }

  /** May {@code peer}, which proved itself before, have another session? {@link #answeredPeer} follows if it is really that peer. */
  public boolean mayAnswerPeer(NodeId peer) {
    return members.allows(peer, Limits.MAX_HANDSHAKE_BYTES);
  }

  public void answeredPeer(NodeId peer, int lengthBytes) {
    members.charge(peer, link.profile().airtimeMs(lengthBytes));
  }

  /** May a session with {@code peer} be made anew, for frames that anyone can have made? */
  public boolean mayRenew(NodeId peer) {
    return unproven.take(peer.hint(), Limits.MAX_HANDSHAKE_BYTES);
  }

  /** May {@code member}, whose question came sealed, be answered with so much? */
  public boolean mayAnswer(NodeId member, int lengthBytes) {
    return members.take(member, lengthBytes + Limits.HOP_OVERHEAD_BYTES);
  }

  /** May we say again what we said in clear? */
  public boolean mayRepeat() {
    return unproven.take(ANYONE, MeshLimits.REPEAT_ANSWER_BYTES);
  }

  /** Runs {@code answer}, to a frame of {@code peer} that came again, if there is airtime for it; it pays for all it lets out. */
  public void repeat(NodeId peer, Runnable answer) {
    if (unproven.take(peer.hint(), MeshLimits.REPEAT_ANSWER_BYTES)) {
      long beforeMs = turn.handedMs(link);
      answer.run();
      unproven.charge(peer.hint(), turn.handedMs(link) - beforeMs);
    }
  }

  /** May {@code to} be answered with our announce, after the last time? */
  public boolean mayAnswer(LinkEndpoint to) {
    Long last = answeredMs.get(to);
    long everyMs = link.profile().addressed()
        ? MeshLimits.ANSWER_ANNOUNCE_MS
        : Math.max(MeshLimits.ANSWER_ANNOUNCE_MS, ownShare.periodMs(announceMs));
    if (last != null && turn.nowMs() - last < everyMs) {
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
  public void serve(LinkEndpoint endpoint) {
    if (named.size() < MeshLimits.GREETED_ENDPOINTS || named.containsKey(endpoint)) {
      named.put(endpoint, turn.nowMs() + wayLifeMs());
    }
  }

  /** @param bound waits for the commit of this turn */
  public void toEveryone(Bytes frame, boolean bound) {
    turn.send(link, LinkEndpoint.EVERYONE, frame, bound);
    named.values().removeIf(untilMs -> untilMs <= turn.nowMs());
    if (link.profile().addressed()) {
      named.keySet().forEach(endpoint -> turn.send(link, endpoint, frame, bound));
    }
  }
}
