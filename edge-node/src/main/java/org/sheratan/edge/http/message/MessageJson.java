package org.sheratan.edge.http.message;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.message.Incoming;
import org.sheratan.core.message.Message;
import org.sheratan.core.message.MessageState;
import org.sheratan.core.message.Outgoing;
import org.sheratan.core.message.Stamp;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.kernel.WallQuality;

/** The API's shape of words between people. */
final class MessageJson {
  /** How long ago something was. */
  static final String AGO = "ago_s";

  private MessageJson() {}

  /** @param nowMs monotonic, on the clock of {@link Stamp#monoMs()} */
  static Json.Obj of(Message message, Recipients names, long nowMs) {
    Json.Obj shape = names.describe(Json.Obj.EMPTY, message.with()).with("id", message.id().toString())
        .with("direction", message.direction().word()).with("state", message.state().word())
        .with("priority", JsonWords.word(message.priority())).with("text", message.text())
        .with("mark", message.created().toString()).with("changed", message.changed().toString());
    return switch (message) {
      case Outgoing out ->
        shape.with("ended", out.state().ended()).with("reason", JsonWords.text(reason(out, names)))
            .with("lifetime_s", JsonWords.seconds(out.draft().lifetimeMs()))
            .with("idempotency_key", JsonWords.text(out.draft().idempotencyKey()))
            .with("queued", stamp(Optional.of(out.times().queued()), nowMs))
            .with("sent", stamp(out.times().sent(), nowMs))
            .with("ended_at", stamp(out.times().ended(), nowMs))
            .with("acknowledged", stamp(out.acknowledged(), nowMs))
            .with("members", members(out, names.nodes()));
      case Incoming in -> shape.with("peer_id", in.peer().toHex())
          .with("peer", names.nodes().told(in.peer())).with("age_s", JsonWords.seconds(in.ageMs()))
          .with("received", stamp(Optional.of(in.received()), nowMs))
          .with("acknowledged", stamp(in.acknowledged(), nowMs))
          .with("author_waits", in.owed());
    };
  }

  private static Optional<String> reason(Outgoing message, Recipients names) {
    return message.reason().isEmpty() && message.state() == MessageState.QUEUED
        ? names.waiting()
        : Optional.of(message.reason()).filter(why -> !why.isEmpty());
  }

  /** Of the group it is for; empty for a node. */
  private static Json members(Outgoing message, NodeNames names) {
    return new Json.Arr(message.members().entrySet().stream()
        .<Json>map(
            each -> Json.Obj.EMPTY.with("id", each.getKey().toHex()).with("name", names.of(each.getKey()))
                .with("state", each.getValue().word()))
        .toList());
  }

  /** Null before it happened; a null time when the clock was not set, a null age when it was in an earlier start. */
  private static Json stamp(Optional<Stamp> stamp, long nowMs) {
    return stamp.<Json>map(at -> Json.Obj.EMPTY
        .with("at", at.quality() == WallQuality.NONE ? JsonWords.NULL : JsonWords.time(at.wallMs()))
        .with("quality", JsonWords.word(at.quality()))
        .with(AGO, at.agoMs(nowMs).map(JsonWords::seconds).orElse(JsonWords.NULL)))
        .orElse(JsonWords.NULL);
  }
}
