package org.sheratan.core.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The latest changes of state as they are kept, in {@code health/state}.
 *
 * <pre>
 * u8 version, 1 or 2 | u8 count, then for each, newest first:
 *   varint number | u8 from | u8 to | varint wall ms, 0 for none | text reason | text actor | with version 2 text meta, canonical JSON, empty for {}
 * text: varint length | UTF-8
 * </pre>
 *
 * @param transitions newest first; the state is where the newest led
 */
record StateRecord(List<Transition> transitions) {
  static final String NAME = "health/state";
  static final int KEPT = 32;
  private static final int VERSION = 2;
  /** Of which nothing was kept with transitions. */
  private static final int WITHOUT_META = 1;
  private static final int BYTES_A_CHAR = 3;

  StateRecord {
    transitions = List.copyOf(transitions);
  }

  SystemState state() {
    return transitions.isEmpty() ? SystemState.PAUSED : transitions.getFirst().to();
  }

  /** Whether an operator paused the node. */
  boolean held() {
    return state() == SystemState.PAUSED && !transitions.isEmpty() && transitions.getFirst().byOperator();
  }

  StateRecord then(SystemState to, String reason, String actor, Json.Obj meta, long wallMs) {
    List<Transition> more = new ArrayList<>();
    long number = transitions.isEmpty() ? 1 : transitions.getFirst().number() + 1;
    more.add(new Transition(number, state(), to, reason, actor, meta, wallMs));
    more.addAll(transitions.subList(0, Math.min(transitions.size(), KEPT - 1)));
    return new StateRecord(more);
  }

  Bytes encode() {
    ByteWriter out = new ByteWriter().u8(VERSION).u8(transitions.size());
    transitions.forEach(each -> out.varint(each.number()).u8(each.from().code()).u8(each.to().code())
        .varint(each.wallMs()).text(each.reason()).text(each.actor())
        .text(each.meta().equals(Json.Obj.EMPTY) ? "" : CanonicalJson.text(each.meta())));
    return out.toBytes();
  }

  /** @throws MalformedException unless it is one of ours */
  static StateRecord decode(Bytes record) {
    ByteReader in = new ByteReader(record);
    int version = in.u8("version");
    if (version != VERSION && version != WITHOUT_META) {
      throw new MalformedException("version", 0, "unknown");
    }
    List<Transition> transitions = new ArrayList<>();
    for (int count = in.u8("count"); count > 0; count--) {
      transitions.add(transition(version, in));
    }
    in.end("state record");
    return new StateRecord(transitions);
  }

  private static Transition transition(int version, ByteReader in) {
    long number = in.varint("number", Long.MAX_VALUE);
    SystemState from = state(in);
    SystemState to = state(in);
    long wallMs = in.varint("wall", Long.MAX_VALUE);
    String reason = in.text("reason", Transition.MAX_REASON_CHARS * BYTES_A_CHAR);
    String actor = in.text("actor", Transition.MAX_ACTOR_CHARS * BYTES_A_CHAR);
    Json.Obj meta = version == WITHOUT_META ? Json.Obj.EMPTY : meta(in);
    if (number < 1 || from == to || reason.isBlank() || reason.length() > Transition.MAX_REASON_CHARS
        || actor.isBlank() || actor.length() > Transition.MAX_ACTOR_CHARS) {
      throw new MalformedException("transition", in.offset(), "no such transition");
    }
    return new Transition(number, from, to, reason, actor, meta, wallMs);
  }

  private static Json.Obj meta(ByteReader in) {
    String text = in.text("meta", Transition.MAX_META_BYTES);
    Json.Obj meta = text.isEmpty() ? Json.Obj.EMPTY : JsonReader.readObject(Bytes.utf8(text));
    if (!text.isEmpty() && !CanonicalJson.text(meta).equals(text)) {
      throw new MalformedException("meta", in.offset(), "not canonical");
    }
    return meta;
  }

  private static SystemState state(ByteReader in) {
    int offset = in.offset();
    Optional<SystemState> state = SystemState.of(in.u8("state"));
    return state.orElseThrow(() -> new MalformedException("state", offset, "unknown"));
  }
}
