package org.sheratan.core.message;

import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;

/**
 * Messages as the journal keeps them.
 *
 * <pre>
 * message/out/ID  uptime at writing varint, age then varint, outgoing
 * outgoing        version 1, peer 32, priority 1, text, created mark, changed mark, lifetime varint,
 *                 idempotency key text (empty: none), state 1, reason text, queued stamp, sent [stamp], ended [stamp], acknowledged [stamp]
 * message/in/ID   version 1, peer 32, priority 1, text, created mark, changed mark, age varint, received stamp,
 *                 acknowledged [stamp], owed 1
 * </pre>
 *
 * ID is {@code owner-epoch-sequence} with epoch in 9 digits and sequence in 18; {@code [x]} is one byte, 1 when
 * {@code x} follows.
 */
final class MessageRecords {
  static final String OUT = "message/out/";
  static final String IN = "message/in/";
  private static final int VERSION = 1;
  private static final int MAX_REASON_BYTES = 256;

  private MessageRecords() {}

  /** What both directions begin with. */
  private record Common(NodeId peer, Priority priority, String text, Mark created, Mark changed) {}

  static String name(String prefix, MessageId id) {
    return String.format(Locale.ROOT, "%s%s-%09d-%018d", prefix, id.owner(), id.epoch(), id.sequence());
  }

  /** @throws MalformedException when {@code name} is none that {@link #name} gave */
  static MessageId id(String prefix, String name) {
    return MessageId.parse(name.substring(prefix.length()).replaceAll("-0+", "-"));
  }

  static ByteWriter write(Outgoing message, ByteWriter out) {
    common(message, out).varint(message.draft().lifetimeMs())
        .text(message.draft().idempotencyKey().orElse("")).u8(message.state().code())
        .text(WireLimits.clip(message.reason(), MAX_REASON_BYTES));
    Outgoing.Times times = message.times();
    times.queued().write(out);
    optional(times.sent(), out);
    optional(times.ended(), out);
    return optional(times.acknowledged(), out);
  }

  static Outgoing outgoing(MessageId id, ByteReader in) {
    Common common = common(in);
    long lifetimeMs = in.varint("lifetime", MessageLimits.MAX_LIFETIME_MS);
    String key = in.text("idempotency key", JobSpecRules.MAX_KEY_CHARS);
    MessageState state = MessageState.of(in.u8("message state"));
    String reason = in.text("reason", MAX_REASON_BYTES);
    Outgoing.Times times = new Outgoing.Times(Stamp.read(in), optional("sent", in), optional("ended", in),
        optional("acknowledged", in));
    in.end("message");
    Draft draft = new Draft(common.peer(), common.text(), common.priority(), lifetimeMs,
        key.isEmpty() ? Optional.empty() : Optional.of(key));
    return new Outgoing(id, draft, state, reason, times, common.created(), common.changed());
  }

  static Bytes encode(Incoming message) {
    ByteWriter out = common(message, new ByteWriter(256)).varint(message.ageMs());
    message.received().write(out);
    return optional(message.acknowledged(), out).u8(message.owed() ? 1 : 0).toBytes();
  }

  static Incoming incoming(MessageId id, Bytes record) {
    ByteReader in = new ByteReader(record);
    Common common = common(in);
    long ageMs = in.varint("age", Long.MAX_VALUE);
    Stamp received = Stamp.read(in);
    Optional<Stamp> acknowledged = optional("acknowledged", in);
    boolean owed = flag("owed", in);
    in.end("message");
    return new Incoming(id, common.peer(), common.priority(), common.text(), ageMs, received, acknowledged,
        owed,
        common.created(), common.changed());
  }

  private static ByteWriter common(Message message, ByteWriter out) {
    out.u8(VERSION).bytes(message.peer().key()).u8(message.priority().code()).text(message.text());
    message.created().write(out);
    return message.changed().write(out);
  }

  private static Common common(ByteReader in) {
    int start = in.offset();
    int version = in.u8("message version");
    if (version != VERSION) {
      throw new MalformedException("message version", start, "expected " + VERSION + ", found " + version);
    }
    NodeId peer = new NodeId(in.bytes("peer", NodeId.LENGTH));
    Priority priority = Priority.of(in.u8("priority"));
    return new Common(peer, priority, in.text("text", WireLimits.WORDS_BYTES), Mark.read(in), Mark.read(in));
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
