package org.sheratan.core.message;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.MessageId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/** Words written here, on disk and in memory. When the room is full the oldest that has ended is forgotten. */
final class OutgoingBook {
  private static final String UPTIME = "message/uptime";

  private final Durable durable;
  private final MessageLimits limits;
  private final UptimeMeter.Room uptime;
  private final Map<MessageId, Outgoing> kept = new TreeMap<>();
  private final Map<String, MessageId> byKey = new TreeMap<>();
  private final SortedMap<MessageId, Underway> live = new TreeMap<>();
  private long bytes;

  OutgoingBook(MessageParts parts, long nowMs) {
    this.durable = parts.durable();
    this.limits = parts.limits();
    this.uptime = parts.uptime().room(UPTIME);
    durable.under(MessageRecords.OUT).forEach((name, record) -> load(name, record, nowMs));
  }

  Collection<Outgoing> all() {
    return Collections.unmodifiableCollection(kept.values());
  }

  Optional<Outgoing> find(MessageId id) {
    return Optional.ofNullable(kept.get(id));
  }

  /** Which message a request named before, if it is still kept. */
  Optional<Outgoing> named(String idempotencyKey) {
    return Optional.ofNullable(byKey.get(idempotencyKey)).map(kept::get);
  }

  /** Those that have not ended. */
  SortedMap<MessageId, Underway> live() {
    return Collections.unmodifiableSortedMap(live);
  }

  void add(Outgoing message, long nowMs) {
    live.put(message.id(), new Underway(nowMs));
    count(message);
    save(message, nowMs);
    while (kept.size() > limits.kept() || bytes > limits.keptBytes()) {
      Optional<Outgoing> oldest = kept.values().stream().filter(each -> each.state().ended())
          .min(Comparator.comparing(Outgoing::created));
      if (oldest.isEmpty()) {
        return;
      }
      forget(oldest.get());
    }
  }

  /** A message that has ended is under way no more. */
  void save(Outgoing message, long nowMs) {
    kept.put(message.id(), message);
    Underway underway = live.get(message.id());
    ByteWriter out = new ByteWriter(256).varint(uptime.totalMs(nowMs))
        .varint(underway == null ? 0 : underway.ageMs(nowMs));
    durable.put(MessageRecords.name(MessageRecords.OUT, message.id()),
        MessageRecords.write(message, out).toBytes());
    if (message.state().ended()) {
      live.remove(message.id());
    }
  }

  void poll(long nowMs) {
    if (nowMs >= nextPollMs()) {
      uptime.save(nowMs);
    }
  }

  long nextPollMs() {
    return live.isEmpty() ? Long.MAX_VALUE : uptime.nextSaveMs();
  }

  private void load(String name, Bytes record, long nowMs) {
    MessageId id = MessageRecords.id(MessageRecords.OUT, name);
    ByteReader in = new ByteReader(record);
    long writtenAtMs = in.varint("uptime", Long.MAX_VALUE);
    long ageMs = in.varint("age", Long.MAX_VALUE);
    Outgoing message = MessageRecords.outgoing(id, in);
    kept.put(id, message);
    count(message);
    if (!message.state().ended()) {
      long sinceMs = Math.max(0, uptime.totalMs(nowMs) - writtenAtMs);
      live.put(id, new Underway(nowMs - ageMs - sinceMs));
    }
  }

  private void count(Outgoing message) {
    bytes += length(message);
    message.draft().idempotencyKey().ifPresent(key -> byKey.put(key, message.id()));
  }

  private void forget(Outgoing message) {
    kept.remove(message.id());
    message.draft().idempotencyKey().ifPresent(byKey::remove);
    bytes -= length(message);
    durable.remove(MessageRecords.name(MessageRecords.OUT, message.id()));
  }

  private static long length(Message message) {
    return message.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
