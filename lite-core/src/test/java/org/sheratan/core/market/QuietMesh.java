package org.sheratan.core.market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Groups;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.Trust;

/** A mesh that only writes down what it is asked for. */
public final class QuietMesh implements Mesh {
  public final List<Sent> sent = new ArrayList<>();
  public final List<NodeId> sought = new ArrayList<>();
  public final List<Long> confirmed = new ArrayList<>();
  public final List<Long> abandoned = new ArrayList<>();
  public final Map<NodeId, Peer> known = new TreeMap<>();
  public final FakeGroups groups = new FakeGroups();
  public final Map<NodeId, Long> expectedMs = new TreeMap<>();
  public final Set<NodeId> free = new TreeSet<>();
  private final NodeId self;
  private long count;

  public record Sent(long ticket, NodeId to, WireMessage message, Priority priority, long lifetimeMs,
      long answers) {}

  public QuietMesh(NodeId self) {
    this.self = self;
  }

  /** What was sent since the last call. */
  public List<Sent> take() {
    List<Sent> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  public <M extends WireMessage> M only(Class<M> type) {
    List<Sent> taken = take();
    if (taken.size() != 1) {
      throw new AssertionError("expected one message, found " + taken);
    }
    return type.cast(taken.getFirst().message());
  }

  public void know(NodeId id, Trust trust, Card card) {
    CapabilityFilter filter = CapabilityFilter.of(card == null ? List.of() : card.capabilities());
    known.put(id,
        new Peer(id, 1, 1, id, "quiet", 0, Optional.empty(), 0, filter, trust, Optional.ofNullable(card)));
  }

  /** Its announce was heard, its card is not here yet. */
  void hear(NodeId id, String kind) {
    known.put(id,
        new Peer(id, 1, 1, id, "quiet", 0, Optional.empty(), 0, CapabilityFilter.of(List.of(kind)),
            Trust.FIRST_USE,
            Optional.empty()));
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public long send(NodeId to, Bytes message, Priority priority, long lifetimeMs, long answers) {
    count++;
    sent.add(new Sent(count, to, WireCodec.decode(message, self, to), priority, lifetimeMs, answers));
    return count;
  }

  @Override
  public void confirmed(long ticket, long answer) {
    confirmed.add(ticket);
  }

  @Override
  public void abandon(long ticket) {
    abandoned.add(ticket);
  }

  @Override
  public boolean free(NodeId to) {
    return free.contains(to);
  }

  @Override
  public void seek(NodeId to) {
    sought.add(to);
  }

  @Override
  public Optional<Long> expectedMs(NodeId to, int lengthBytes) {
    return Optional.ofNullable(expectedMs.get(to));
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
    return peer(id).filter(peer -> peer.trust() == Trust.BLOCKED).isPresent();
  }

  @Override
  public void describe(Card card) {}

  @Override
  public void load(int percent) {}

  @Override
  public Groups groups() {
    return groups;
  }
}
