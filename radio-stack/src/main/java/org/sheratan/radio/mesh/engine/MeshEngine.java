package org.sheratan.radio.mesh.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.neighbor.LinkState;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;

/**
 * The mesh of one node. Passive and single-threaded: fed with frames and time, drained of frames and events. The
 * first call of a turn is {@link #poll}, which tells the time.
 */
public final class MeshEngine implements PolledMesh {
  private static final int TYPE_SHIFT = 5;

  private final NodeId self;
  private final MeshTurn turn;
  /** Package-private for tests that forge what the mesh would never send. */
  final MeshRooms rooms;
  private boolean silent;

  /**
   * @param bootEpoch one more at every start, on disk before the first frame leaves
   * @param durable holds what earlier boots left under {@code mesh/} and {@code secure/}
   * @param entropy for jitter; the same seed and inputs give the same frames
   * @throws org.sheratan.kernel.MalformedException when the card breaks a limit
   */
  public MeshEngine(Identity me, NetworkKey network, int bootEpoch, Durable durable, SecureRandomness keys,
      Entropy entropy, Card card, Now now) {
    this.self = me.id();
    this.turn = new MeshTurn(entropy, now);
    this.rooms = new MeshRooms(me, network, bootEpoch, durable, keys, card, turn);
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public void onLink(Link link, boolean up, Now now) {
    turn.begin(now);
    Optional<LinkState> known = rooms.links.of(link);
    if (up && known.isEmpty()) {
      LinkState state = rooms.links.add(turn, link);
      rooms.announcer.onLink(state);
      rooms.rolls.onLink(state);
      rooms.outbox.onLink();
    } else if (!up && known.isPresent()) {
      rooms.links.remove(link);
      rooms.announcer.onLinkDown(link);
      rooms.rolls.onLinkDown(link);
      rooms.neighbors.forget(link);
    }
  }

  @Override
  public void onFrame(Link link, LinkEndpoint from, Bytes frame, Optional<Signal> signal, Now now) {
    turn.begin(now);
    turn.hear(signal);
    if (!silent && (!rooms.own.asking() || inClear(frame))) {
      Optional<LinkState> state = rooms.links.of(link);
      if (state.isPresent()) {
        rooms.intake.onFrame(state.get(), from, frame, signal);
      }
    }
  }

  @Override
  public void poll(Now now) {
    turn.begin(now);
    turn.timers().runDue(turn.nowMs());
    if (rooms.own.usedUp() || rooms.rolls.usedUp()) {
      turn.tell(new MeshEvent.EpochUsedUp());
    }
  }

  @Override
  public long nextPollMs() {
    return turn.timers().nextDueMs();
  }

  /** Sends our announce to {@code to} now and then, for peers that no broadcast reaches. */
  public void greet(Link link, LinkEndpoint to) {
    rooms.announcer.greet(link, to);
  }

  @Override
  public long send(NodeId to, Bytes message, Priority priority, long lifetimeMs, long answers) {
    Check.that(message.length() > 0 && message.length() <= MAX_MESSAGE_BYTES,
        "a message has 1 to 65536 bytes");
    Check.that(!to.equals(self) && lifetimeMs > 0, "a message needs another node and a lifetime");
    long ticket = rooms.outbox.nextTicket();
    if (rooms.trust.blocked(to)) {
      turn.tell(new MeshEvent.Undelivered(ticket, "the peer is blocked"));
    } else {
      boolean answer = answers != UNPROMPTED && rooms.arrivals.answer(answers, to, ticket);
      rooms.outbox.send(ticket, to, message, priority, lifetimeMs, answer);
    }
    return ticket;
  }

  @Override
  public void confirmed(long ticket, long answer) {
    if (rooms.outbox.confirmed(ticket)) {
      rooms.arrivals.confirmedBy(answer);
    }
  }

  @Override
  public void abandon(long ticket) {
    rooms.outbox.abandon(ticket);
  }

  @Override
  public Optional<Long> expectedMs(NodeId to, int lengthBytes) {
    long sessionMs = rooms.seals.ready(to) ? 0 : rooms.ways.sessionMs(to);
    return rooms.ways.expectedMs(to, lengthBytes).map(deliveryMs -> deliveryMs + sessionMs);
  }

  @Override
  public boolean free(NodeId to) {
    return rooms.ways.free(to);
  }

  @Override
  public void seek(NodeId to) {
    rooms.rolls.onSought(to);
  }

  @Override
  public List<Neighbor> neighbors() {
    List<Neighbor> welcome = rooms.neighbors.view(turn.tally(), rooms.ways.routes().unserved());
    return Stream.concat(welcome.stream(), rooms.shunned.view(turn.tally()).stream())
        .sorted(Comparator.comparing(Neighbor::id)).toList();
  }

  @Override
  public List<Peer> peers() {
    return rooms.peers.all().stream().map(rooms.peers::view).toList();
  }

  @Override
  public Optional<Peer> peer(NodeId id) {
    return rooms.peers.get(id).map(rooms.peers::view);
  }

  @Override
  public boolean blocked(NodeId id) {
    return rooms.trust.blocked(id);
  }

  @Override
  public List<Route> routes() {
    return rooms.ways.routes().view();
  }

  @Override
  public List<LinkView> links() {
    return rooms.links.all().stream().map(state -> state.view(turn.nowMs())).toList();
  }

  @Override
  public void announce() {
    rooms.announcer.hurry();
  }

  @Override
  public boolean askWay(NodeId whom, NodeId destination, int number) {
    return rooms.wayAnswers.ask(whom, destination, number);
  }

  @Override
  public void echo(long forMs) {
    rooms.wayAnswers.echo(forMs);
  }

  @Override
  public void describe(Card card) {
    if (rooms.own.describe(card)) {
      rooms.announcer.hurry();
    }
  }

  @Override
  public void load(int percent) {
    if (rooms.own.load(percent)) {
      rooms.announcer.hurry();
    }
  }

  @Override
  public boolean trust(NodeId id, Trust trust) {
    boolean blockedBefore = rooms.trust.blocked(id) && !rooms.trust.revoked().contains(id);
    if (!rooms.trust.decide(id, trust)) {
      return false;
    }
    rooms.revocations.onDecision(id, trust);
    if (trust == Trust.BLOCKED) {
      rooms.shutOut(id);
    }
    if (blockedBefore && !rooms.trust.blocked(id)) {
      rooms.shunned.forget(id);
      rooms.announcer.askAround();
    }
    rooms.peers.get(id).ifPresent(rooms.peers::changed);
    return true;
  }

  @Override
  public boolean revoke(NodeId id, String reason) {
    Check.that(!id.equals(self) && Revocation.fits(reason), "another node, and a short reason");
    return rooms.revocations.revoke(id, reason);
  }

  @Override
  public int reasonBytes() {
    return Revocation.reasonBytes(rooms.links.frameBytes(MeshLimits.GROUP_FRAME_BYTES));
  }

  @Override
  public List<RevocationWord> revocations() {
    return rooms.revocations.standing();
  }

  @Override
  public SortedMap<NodeId, String> names() {
    return rooms.peers.names();
  }

  @Override
  public SortedMap<NodeId, Trust> decisions() {
    return rooms.trust.decisions();
  }

  @Override
  public Groups groups() {
    return rooms.groups;
  }

  public MeshCounters counters() {
    return turn.tally().counters(rooms.peers.size(), rooms.neighbors.size(), rooms.custody.size(),
        rooms.outbox.size());
  }

  @Override
  public void beforeCommit() {
    rooms.seals.beforeCommit();
    rooms.groups.beforeCommit();
  }

  @Override
  public List<MeshEvent> drainEvents() {
    return turn.drainEvents();
  }

  @Override
  public List<OutboundFrame> drainFrames() {
    List<OutboundFrame> frames = turn.drainFrames();
    if (silent) {
      return List.of();
    }
    return rooms.own.asking() ? frames.stream().filter(frame -> inClear(frame.frame())).toList() : frames;
  }

  @Override
  public void ask() {
    rooms.own.ask();
    rooms.traces.ask();
  }

  @Override
  public void enter(int epoch) {
    rooms.own.enter(epoch);
    rooms.announcer.hurry();
  }

  @Override
  public void endSessions() {
    rooms.seals.forgetAll();
    rooms.groups.startOver();
  }

  @Override
  public void silence() {
    silent = true;
  }

  /** An announce, or the question for one. */
  private static boolean inClear(Bytes frame) {
    return frame.length() > 0 && frame.at(0) >>> TYPE_SHIFT == FrameType.ANNOUNCE.code();
  }
}
