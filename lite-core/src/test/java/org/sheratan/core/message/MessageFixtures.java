package org.sheratan.core.message;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.market.MemoryDurable;
import org.sheratan.core.market.Post;
import org.sheratan.core.market.QuietMesh;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.wire.DeliveryOutcome;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.Trust;

/** One node's room for messages, with a mesh that only writes down and a disk that survives restarts. */
final class MessageFixtures implements MessageObserver {
  static final MessageFilter ALL = new MessageFilter(Optional.empty(), Optional.empty(), Optional.empty());
  static final NodeId SELF = node(1);
  static final NodeId PEER = node(2);
  static final NodeId OTHER = node(3);
  static final long DAY_MS = 86_400_000;

  final MemoryDurable durable = new MemoryDurable();
  final List<String> told = new ArrayList<>();
  QuietMesh mesh;
  Messages room;
  MessageLimits limits;
  int epoch;
  long nowMs = 1_000;

  MessageFixtures(MessageLimits limits) {
    this.limits = limits;
    restart(0);
  }

  MessageFixtures() {
    this(MessageLimits.DEFAULT);
  }

  static NodeId node(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) (number << 3);
    return new NodeId(Bytes.copyOf(key));
  }

  /** A new start whose monotonic clock begins at {@code monoMs}. */
  void restart(long monoMs) {
    epoch++;
    nowMs = monoMs;
    mesh = new QuietMesh(SELF);
    Mesh asked = mesh;
    room = new Messages(
        new MessageParts(new Post(asked), asked, durable, () -> epoch, limits,
            new UptimeMeter(durable, monoMs),
            new SeededEntropy(epoch),
            this),
        nowMs);
    hear(PEER);
    hear(OTHER);
  }

  void hear(NodeId peer) {
    mesh.know(peer, Trust.FIRST_USE, new Card("peer", List.of(), List.of(), List.of()));
    mesh.expectedMs.put(peer, 100L);
    room.onHeard(peer, nowMs);
  }

  void lose(NodeId peer) {
    mesh.expectedMs.remove(peer);
  }

  Now now() {
    return new Now(nowMs, 1_800_000_000_000L + nowMs, WallQuality.NTP);
  }

  void pass(long ms) {
    long endMs = nowMs + ms;
    while (room.nextPollMs() <= endMs) {
      nowMs = Math.max(nowMs, room.nextPollMs());
      room.poll(now());
    }
    nowMs = endMs;
  }

  Outgoing send(String text) {
    return send(PEER, text, Priority.NORMAL, DAY_MS);
  }

  Outgoing send(NodeId to, String text, Priority priority, long lifetimeMs) {
    return assertInstanceOf(MessageVerdict.Accepted.class,
        room.send(draft(to, text, priority, lifetimeMs), now()))
        .message();
  }

  static Draft draft(NodeId to, String text, Priority priority, long lifetimeMs) {
    return new Draft(new Recipient.Node(to), text, priority, lifetimeMs, Optional.empty());
  }

  Outgoing outgoing(MessageId id) {
    return assertInstanceOf(Outgoing.class, found(room.show(id)));
  }

  Incoming incoming(MessageId id) {
    return assertInstanceOf(Incoming.class, found(room.show(id)));
  }

  static Message found(MessageVerdict verdict) {
    return assertInstanceOf(MessageVerdict.Found.class, verdict).message();
  }

  void delivery(MessageId id, DeliveryOutcome outcome) {
    room.onMessage(PEER, new WireMessage.Delivery(id, outcome), 7, now());
  }

  /** What this node answers to words from {@code from}. */
  DeliveryOutcome words(NodeId from, long sequence, Priority priority) {
    return words(from, sequence, priority, "words " + sequence);
  }

  DeliveryOutcome words(NodeId from, long sequence, Priority priority, String text) {
    mesh.take();
    room.onMessage(from, new WireMessage.Words(id(from, sequence), text, priority, 0, Optional.empty()), 9,
        now());
    return mesh.only(WireMessage.Delivery.class).outcome();
  }

  int kept() {
    return room.list(ALL, Optional.empty(), Integer.MAX_VALUE).messages().size();
  }

  static MessageId id(NodeId author, long sequence) {
    return new MessageId(author.shortName(), 5, sequence);
  }

  @Override
  public void restored(Message message) {
    told.add("restored " + message.id());
  }

  @Override
  public void accepted(MessageId id, Recipient to) {
    told.add("accepted " + id);
  }

  @Override
  public void shown(Incoming message) {
    told.add("shown " + message.id());
  }

  @Override
  public void ended(MessageId id, MessageState state) {
    told.add("ended " + id + " " + state);
  }

  @Override
  public void acknowledged(MessageId id) {
    told.add("acknowledged " + id);
  }
}
