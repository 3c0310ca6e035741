package org.sheratan.core.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * What a submitter asks for, as the journal keeps it.
 *
 * <pre>
 * version 1 = 1 (only when it stands alone), kind, params value, priority 1, timeout ms varint,
 * needs (count varint, texts), max price varint, max attempts varint, rerun unknown 1, idempotency key [text]
 * </pre>
 */
public final class JobSpecCodec {
  static final int MAX_ATTEMPTS = 20;
  /** Leaves room for the rest of an award. */
  private static final int MAX_PARAM_BYTES = WireLimits.MESSAGE_BYTES - 1024;

  private JobSpecCodec() {}

  /**
   * To be asked before a spec is accepted: one that passes can be stored, called for and awarded.
   *
   * @throws MalformedException naming the field and the limit it breaks
   */
  public static void check(JobSpec spec) {
    name("kind", spec.kind());
    require(spec.needs().size() <= WireLimits.MAX_NEEDS, "needs", "more than " + WireLimits.MAX_NEEDS);
    spec.needs().forEach(need -> name("needs", need));
    long maxS = WireLimits.MAX_DURATION_MS / 1000;
    require(spec.timeoutMs() > 0 && spec.timeoutMs() <= WireLimits.MAX_DURATION_MS, "timeout",
        "expected more than 0 and at most " + maxS + " s");
    require(spec.maxPriceMicros() >= 0, "max price", "negative");
    require(spec.maxAttempts() >= 1 && spec.maxAttempts() <= MAX_ATTEMPTS, "max attempts",
        "expected 1 to " + MAX_ATTEMPTS);
    spec.idempotencyKey().ifPresent(
        key -> require(!key.isEmpty() && WireLimits.clip(key, WireLimits.KEY_BYTES).equals(key),
            "idempotency key",
            "expected 1 to " + WireLimits.KEY_BYTES + " bytes of UTF-8"));
    require(ValueCodec.depth(spec.params()) <= WireLimits.VALUE_DEPTH, "params",
        "nested deeper than " + WireLimits.VALUE_DEPTH);
    int paramBytes = ValueCodec.encode(spec.params()).length();
    require(paramBytes <= MAX_PARAM_BYTES, "params", paramBytes + " bytes exceed " + MAX_PARAM_BYTES);
  }

  public static Bytes encode(JobSpec spec) {
    ByteWriter out = new ByteWriter().u8(Stored.VERSION);
    write(spec, out);
    return out.toBytes();
  }

  /** @throws MalformedException unless {@code encoded} is one spec of this version */
  public static JobSpec decode(Bytes encoded) {
    ByteReader in = new ByteReader(encoded);
    Stored.version("spec version", in);
    JobSpec spec = read(in);
    in.end("spec");
    return spec;
  }

  static void write(JobSpec spec, ByteWriter out) {
    KindCodec.write(spec.kind(), out);
    ValueCodec.writeObject(spec.params(), out);
    out.u8(spec.priority().code()).varint(spec.timeoutMs()).varint(spec.needs().size());
    spec.needs().forEach(out::text);
    out.varint(spec.maxPriceMicros()).varint(spec.maxAttempts()).u8(spec.rerunUnknown() ? 1 : 0);
    Stored.optional(spec.idempotencyKey(), out, out::text);
  }

  static JobSpec read(ByteReader in) {
    String kind = KindCodec.read(in);
    Json.Obj params = ValueCodec.readObject("params", in);
    Priority priority = Priority.of(Stored.flag("priority", 3, in));
    long timeoutMs = in.varint("timeout", Long.MAX_VALUE);
    List<String> needs = new ArrayList<>();
    for (int left = (int) in.varint("needs", WireLimits.MAX_NEEDS); left > 0; left--) {
      needs.add(in.text("needs", WireLimits.NAME_BYTES));
    }
    long maxPriceMicros = in.varint("max price", Long.MAX_VALUE);
    int maxAttempts = Stored.count("max attempts", in);
    boolean rerunUnknown = Stored.flag("rerun unknown", 1, in) == 1;
    Optional<String> key = Stored.optional("idempotency key", in,
        from -> from.text("idempotency key", WireLimits.KEY_BYTES));
    return new JobSpec(kind, params, priority, timeoutMs, needs, maxPriceMicros, maxAttempts, rerunUnknown,
        key);
  }

  private static void name(String field, String name) {
    boolean fits = !name.isEmpty() && WireLimits.clip(name, WireLimits.NAME_BYTES).equals(name);
    require(fits, field, "expected 1 to " + WireLimits.NAME_BYTES + " bytes of UTF-8");
  }

  private static void require(boolean condition, String field, String otherwise) {
    if (!condition) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, otherwise);
    }
  }
}
