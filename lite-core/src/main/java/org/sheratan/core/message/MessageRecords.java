package org.sheratan.core.message;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/**
 * Messages as the journal keeps them.
 *
 * <pre>
 * message/out/ID  uptime at writing varint, age then varint, outgoing
 * outgoing        version 1, peer 32 (version 2: group 8), priority 1, text, created mark, changed mark, lifetime varint,
 *                 idempotency key text (empty: none), state 1, reason text, queued stamp, sent [stamp], ended [stamp], acknowledged [stamp],
 *                 with version 2: number of members 1, (member 32, member state 1) ascending
 * message/in/ID   version 1, peer 32 (version 2: and group 8), priority 1, text, created mark, changed mark, age varint, received stamp,
 *                 acknowledged [stamp], owed 1
 * </pre>
 *
 * ID is {@code owner-epoch-sequence} with epoch in 9 digits and sequence in 18; {@code [x]} is one byte, 1 when
 * {@code x} follows.
 */
final class MessageRecords {
  static final String OUT = "message/out/";
  static final String IN = "message/in/";
  private static final int FOR_NODE = 1;
  private static final int FOR_GROUP = 2;
  private static final int MAX_REASON_BYTES = 256;

  private MessageRecords() {}

  /** What both directions begin with. */
  private record Common(Optional<NodeId> peer, Optional<GroupId> group, Priority priority, String text,
      Mark created, Mark changed) {}

  static String name(String prefix, MessageId id) {
    return String.format(Locale.ROOT, "%s%s-%09d-%018d", prefix, id.owner(), id.epoch(), id.sequence());
  }

  /** @throws MalformedException when {@code name} is none that {@link #name} gave */
  static MessageId id(String prefix, String name) {
    return MessageId.parse(MessageId.MARK + name.substring(prefix.length()).replaceAll("-0+", "-"));
  }

  static ByteWriter write(Outgoing message, ByteWriter out) {
    switch (message.draft().to()) {
      case Recipient.Node to -> common(Optional.of(to.id()), Optional.empty(), message, out);
      case Recipient.Group to -> common(Optional.empty(), Optional.of(to.id()), message, out);
    }
    out.varint(message.draft().lifetimeMs()).text(message.draft().idempotencyKey().orElse(""))
        .u8(message.state().code()).text(WireLimits.clip(message.reason(), MAX_REASON_BYTES));
    Outgoing.Times times = message.times();
    times.queued().write(out);
    optional(times.sent(), out);
    optional(times.ended(), out);
    optional(times.acknowledged(), out);
    if (message.draft().to() instanceof Recipient.Group) {
      out.u8(message.members().size());
      message.members().forEach((member, state) -> out.bytes(member.key()).u8(state.code()));
    }
    return out;
  }

  static Outgoing outgoing(MessageId id, ByteReader in) {
    Common common = common(true, in);
    long lifetimeMs = in.varint("lifetime", MessageLimits.MAX_LIFETIME_MS);
    String key = in.text("idempotency key", JobSpecRules.MAX_KEY_CHARS);
    MessageState state = MessageState.of(in.u8("message state"));
    String reason = in.text("reason", MAX_REASON_BYTES);
    Outgoing.Times times = new Outgoing.Times(Stamp.read(in), optional("sent", in), optional("ended", in),
        optional("acknowledged", in));
    SortedMap<NodeId, MemberState> members = common.group().isPresent() ? members(in) : new TreeMap<>();
    in.end("message");
    Recipient to = common.group().<Recipient>map(Recipient.Group::new)
        .orElseGet(() -> new Recipient.Node(common.peer().orElseThrow()));
    Draft draft = new Draft(to, common.text(), common.priority(), lifetimeMs,
        key.isEmpty() ? Optional.empty() : Optional.of(key));
    return new Outgoing(id, draft, state, reason, times, members, common.created(), common.changed());
  }

  static Bytes encode(Incoming message) {
    ByteWriter out = common(Optional.of(message.peer()), message.group(), message, new ByteWriter(256))
        .varint(message.ageMs());
    message.received().write(out);
    return optional(message.acknowledged(), out).u8(message.owed() ? 1 : 0).toBytes();
  }

  static Incoming incoming(MessageId id, Bytes record) {
    ByteReader in = new ByteReader(record);
    Common common = common(false, in);
    long ageMs = in.varint("age", Long.MAX_VALUE);
    Stamp received = Stamp.read(in);
    Optional<Stamp> acknowledged = optional("acknowledged", in);
    boolean owed = flag("owed", in);
    in.end("message");
    return new Incoming(id, common.peer().orElseThrow(), common.group(), common.priority(), common.text(),
        ageMs,
        received, acknowledged, owed, common.created(), common.changed());
  }

  private static ByteWriter common(Optional<NodeId> peer, Optional<GroupId> group, Message message,
      ByteWriter out) {
    out.u8(group.isPresent() ? FOR_GROUP : FOR_NODE);
    peer.ifPresent(id -> out.bytes(id.key()));
    group.ifPresent(id -> out.bytes(id.bytes()));
    out.u8(message.priority().code()).text(message.text());
    message.created().write(out);
    return message.changed().write(out);
  }

  private static Common common(boolean outgoing, ByteReader in) {
    int start = in.offset();
    int version = in.u8("message version");
    if (version != FOR_NODE && version != FOR_GROUP) {
      throw new MalformedException("message version", start, "unknown: " + version);
    }
    boolean forGroup = version == FOR_GROUP;
    Optional<NodeId> peer = outgoing && forGroup
        ? Optional.empty()
        : Optional.of(new NodeId(in.bytes("peer", NodeId.LENGTH)));
    Optional<GroupId> group = forGroup
        ? Optional.of(new GroupId(in.bytes("group", GroupId.LENGTH)))
        : Optional.empty();
    Priority priority = Priority.of(in.u8("priority"));
    return new Common(peer, group, priority, in.text("text", WireLimits.WORDS_BYTES), Mark.read(in),
        Mark.read(in));
  }

  private static SortedMap<NodeId, MemberState> members(ByteReader in) {
    SortedMap<NodeId, MemberState> members = new TreeMap<>();
    int count = in.u8("members");
    for (int index = 0; index < count; index++) {
      int start = in.offset();
      NodeId member = new NodeId(in.bytes("member", NodeId.LENGTH));
      if (!members.isEmpty() && members.lastKey().compareTo(member) >= 0) {
        throw new MalformedException("member", start, "not ascending");
      }
      members.put(member, MemberState.of(in.u8("member state")));
    }
    return members;
  }

  private static ByteWriter optional(Optional<Stamp> stamp, ByteWriter out) {
    out.u8(stamp.isPresent() ? 1 : 0);
    stamp.ifPresent(present -> present.write(out));
    return out;
  }

  private static Optional<Stamp> optional(String field, ByteReader in) {
    return flag(field, in) ? Optional.of(Stamp.read(in)) : Optional.empty();
  }

  private static boolean flag(String field, ByteReader in) {
    int start = in.offset();
    int value = in.u8(field);
    if (value > 1) {
      throw new MalformedException(field, start, "expected 0 or 1");
    }
    return value == 1;
  }
}
