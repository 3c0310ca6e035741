package org.sheratan.core.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.sheratan.core.market.FakeGroups;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.PolledMesh;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.WayReport;

/**
 * A mesh without cryptography or fragments: whole messages in one frame, retried until acknowledged. Frames are bound
 * to the turn's commit like the real ones, acknowledgements included.
 */
final class FakeMesh implements PolledMesh {
  private static final int MESSAGE = 1;
  private static final int ACK = 2;
  private static final long ACK_DELAY_MS = 40;
  private static final long RETRY_MS = 250;

  final Map<NodeId, Peer> known = new TreeMap<>();
  final TreeSet<NodeId> withoutWay = new TreeSet<>();
  final List<NodeId> sought = new ArrayList<>();
  final List<Integer> loads = new ArrayList<>();
  final List<Integer> entered = new ArrayList<>();
  /** What comes of asking, at once; empty: nothing yet. */
  Optional<MeshEvent> recalled = Optional.of(new MeshEvent.SelfRecalled(0, 0));
  /** What peers answer to questions about ways, at once; empty: they stay silent. */
  Function<NodeId, Optional<WayReport>> wayOf = whom -> Optional.empty();
  final List<Question> questions = new ArrayList<>();
  int announced;
  long echoedMs;
  final FakeGroups groups = new FakeGroups();
  /** Told right behind the next message, in the same turn. */
  Optional<MeshEvent> behind = Optional.empty();
  boolean asking;
  boolean silent;
  int sessionsEnded;
  private final NodeId self;
  private final FakeLink link;
  private final List<MeshEvent> events = new ArrayList<>();
  private final List<OutboundFrame> frames = new ArrayList<>();
  private final Map<Long, Outgoing> outgoing = new TreeMap<>();
  private final TreeSet<String> seen = new TreeSet<>();
  private final Map<Long, Incoming> unacknowledged = new TreeMap<>();
  private final TreeMap<NodeId, Trust> decided = new TreeMap<>();
  private final List<RevocationWord> words = new ArrayList<>();
  /** There is no room for another decision. */
  boolean full;
  int reasonBytes = Revocation.MAX_REASON_BYTES;
  private Card card;
  private long nowMs;
  private long lastTicket;
  private long lastArrival;

  record Question(NodeId whom, NodeId destination, int number, long atMs) {}

  private record Outgoing(NodeId to, Bytes frame, long endMs, long retryMs) {}

  private record Incoming(NodeId from, long ticket, long ackMs) {}

  FakeMesh(NodeId self, FakeLink link, int epoch) {
    this.self = self;
    this.link = link;
    // Tickets of two starts must not look alike to a peer that still remembers the first.
    this.lastTicket = epoch * 1_000_000L;
  }

  void hear(NodeId peer, Card ofPeer) {
    hear(peer, CapabilityFilter.of(ofPeer.capabilities()), Optional.of(ofPeer));
  }

  /** An announce was heard; no card is here yet. */
  void hear(NodeId peer, CapabilityFilter filter) {
    hear(peer, filter, Optional.empty());
  }

  private void hear(NodeId peer, CapabilityFilter filter, Optional<Card> ofPeer) {
    Peer entry = new Peer(peer, 1, 1, peer, "fake", nowMs, Optional.empty(), 0, filter, Trust.FIRST_USE,
        ofPeer);
    known.put(peer, entry);
    events.add(new MeshEvent.PeerChanged(entry));
  }

  static Bytes frame(NodeId from, long ticket, long answers, Bytes message) {
    return new ByteWriter().u8(MESSAGE).bytes(from.key()).u64(ticket).u64(answers).bytes(message).toBytes();
  }

  Card card() {
    return card;
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public long send(NodeId to, Bytes message, Priority priority, long lifetimeMs, long answers) {
    long ticket = ++lastTicket;
    Incoming question = unacknowledged.remove(answers);
    Bytes frame = frame(self, ticket, question == null ? 0 : question.ticket(), message);
    transmit(to, frame);
    if (question == null) {
      outgoing.put(ticket, new Outgoing(to, frame, nowMs + lifetimeMs, nowMs + RETRY_MS));
    }
    return ticket;
  }

  @Override
  public void confirmed(long ticket, long answer) {
    outgoing.remove(ticket);
    unacknowledged.remove(answer);
  }

  @Override
  public void abandon(long ticket) {
    outgoing.remove(ticket);
  }

  @Override
  public boolean free(NodeId to) {
    return false;
  }

  @Override
  public void seek(NodeId to) {
    sought.add(to);
  }

  @Override
  public Optional<Long> expectedMs(NodeId to, int lengthBytes) {
    return known.containsKey(to) && !withoutWay.contains(to) ? Optional.of(20L) : Optional.empty();
  }

  @Override
  public List<Neighbor> neighbors() {
    return List.of();
  }

  @Override
  public List<Peer> peers() {
    return List.copyOf(known.values());
  }

  @Override
  public Optional<Peer> peer(NodeId id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public boolean blocked(NodeId id) {
    return decided.get(id) == Trust.BLOCKED;
  }

  @Override
  public List<Route> routes() {
    return List.of();
  }

  @Override
  public List<LinkView> links() {
    return List.of();
  }

  @Override
  public void announce() {
    announced++;
  }

  @Override
  public boolean askWay(NodeId whom, NodeId destination, int number) {
    questions.add(new Question(whom, destination, number, nowMs));
    wayOf.apply(whom)
        .ifPresent(report -> events.add(new MeshEvent.WayTold(whom, number, report, Optional.empty())));
    return true;
  }

  @Override
  public void echo(long forMs) {
    echoedMs = forMs;
  }

  @Override
  public void describe(Card own) {
    card = own;
  }

  @Override
  public void load(int percent) {
    loads.add(percent);
  }

  @Override
  public boolean trust(NodeId id, Trust trust) {
    decided.put(id, trust);
    known.computeIfPresent(id,
        (same, peer) -> new Peer(id, peer.epoch(), peer.hops(), peer.via(), peer.link(),
            peer.lastHeardMs(), peer.sealedMs(), peer.loadPercent(), peer.filter(), trust, peer.card()));
    return !full;
  }

  @Override
  public boolean revoke(NodeId id, String reason) {
    words.add(new RevocationWord(id, self, true, 0, reason, true, true));
    return !full && trust(id, Trust.BLOCKED);
  }

  @Override
  public int reasonBytes() {
    return reasonBytes;
  }

  @Override
  public List<RevocationWord> revocations() {
    return words;
  }

  @Override
  public SortedMap<NodeId, String> names() {
    SortedMap<NodeId, String> names = new TreeMap<>();
    known.values().forEach(peer -> peer.card().ifPresent(card -> names.put(peer.id(), card.name())));
    return names;
  }

  @Override
  public SortedMap<NodeId, Trust> decisions() {
    return decided;
  }

  @Override
  public MeshCounters counters() {
    return new MeshCounters(new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0,
        known.size(),
        0, 0, 0);
  }

  @Override
  public void onLink(Link changed, boolean up, Now now) {
    nowMs = now.monoMs();
  }

  @Override
  public void onFrame(Link from, LinkEndpoint endpoint, Bytes frame, Optional<Signal> signal, Now now) {
    nowMs = now.monoMs();
    ByteReader in = new ByteReader(frame);
    int kind = in.u8("kind");
    NodeId sender = new NodeId(in.bytes("sender", NodeId.LENGTH));
    long ticket = in.u64("ticket");
    if (kind == ACK) {
      delivered(ticket);
      return;
    }
    long answered = in.u64("answers");
    long arrival = ++lastArrival;
    unacknowledged.put(arrival, new Incoming(sender, ticket, nowMs + ACK_DELAY_MS));
    if (seen.add(sender + "/" + ticket)) {
      delivered(answered);
      events.add(new MeshEvent.MessageArrived(sender, in.rest(), arrival));
      behind.ifPresent(events::add);
      behind = Optional.empty();
    }
  }

  @Override
  public void poll(Now now) {
    nowMs = now.monoMs();
    for (Map.Entry<Long, Incoming> entry : List.copyOf(unacknowledged.entrySet())) {
      if (entry.getValue().ackMs() <= nowMs) {
        unacknowledged.remove(entry.getKey());
        transmit(entry.getValue().from(),
            new ByteWriter().u8(ACK).bytes(self.key()).u64(entry.getValue().ticket()).toBytes());
      }
    }
    for (Map.Entry<Long, Outgoing> entry : List.copyOf(outgoing.entrySet())) {
      Outgoing each = entry.getValue();
      if (each.endMs() <= nowMs) {
        outgoing.remove(entry.getKey());
        events.add(new MeshEvent.Undelivered(entry.getKey(), "lifetime over"));
      } else if (each.retryMs() <= nowMs) {
        transmit(each.to(), each.frame());
        outgoing.put(entry.getKey(), new Outgoing(each.to(), each.frame(), each.endMs(), nowMs + RETRY_MS));
      }
    }
  }

  @Override
  public long nextPollMs() {
    long ackMs = unacknowledged.values().stream().mapToLong(Incoming::ackMs).min().orElse(Long.MAX_VALUE);
    long retryMs = outgoing.values().stream().mapToLong(each -> Math.min(each.retryMs(), each.endMs())).min()
        .orElse(Long.MAX_VALUE);
    return events.isEmpty() ? Math.min(ackMs, retryMs) : Long.MIN_VALUE;
  }

  @Override
  public void beforeCommit() {}

  @Override
  public void ask() {
    asking = true;
    recalled.ifPresent(events::add);
  }

  @Override
  public void enter(int epoch) {
    asking = false;
    entered.add(epoch);
  }

  @Override
  public void endSessions() {
    sessionsEnded++;
  }

  @Override
  public void silence() {
    silent = true;
  }

  @Override
  public Groups groups() {
    return groups;
  }

  /** Something the real mesh would have noticed. */
  void tell(MeshEvent event) {
    events.add(event);
  }

  @Override
  public List<MeshEvent> drainEvents() {
    List<MeshEvent> drained = List.copyOf(events);
    events.clear();
    return drained;
  }

  @Override
  public List<OutboundFrame> drainFrames() {
    List<OutboundFrame> drained = asking || silent ? List.of() : List.copyOf(frames);
    frames.clear();
    return drained;
  }

  private void delivered(long ticket) {
    if (outgoing.remove(ticket) != null) {
      events.add(new MeshEvent.Delivered(ticket));
    }
  }

  private void transmit(NodeId to, Bytes frame) {
    frames.add(new OutboundFrame(link, new LinkEndpoint(to.toHex()), frame, true));
  }
}
