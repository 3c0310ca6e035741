package org.sheratan.core.dispatch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * Which request each idempotency key named. Decided from memory, which is a fold over the journal; bounded, oldest
 * ended jobs first.
 *
 * <pre>
 * key/&lt;SHA-256 of the key, hex&gt;   spec hash 32, job epoch varint, job sequence varint
 * </pre>
 */
final class IdempotencyKeys {
  private static final String PREFIX = "key/";
  private static final int HASH_BYTES = 32;

  private final Durable durable;
  private final int maxKeys;
  private final Map<String, Known> byName = new TreeMap<>();
  private final TreeMap<JobId, String> byJob = new TreeMap<>();

  /** @param specHash of everything in the request but the key itself */
  record Known(Bytes specHash, JobId job) {}

  IdempotencyKeys(Durable durable, String owner, int maxKeys) {
    this.durable = durable;
    this.maxKeys = maxKeys;
    durable.under(PREFIX).forEach((name, value) -> {
      ByteReader in = new ByteReader(value);
      Bytes hash = in.bytes("spec hash", HASH_BYTES);
      int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
      remember(name, new Known(hash, new JobId(owner, epoch, in.varint("sequence", Long.MAX_VALUE))));
    });
  }

  Optional<Known> find(String key) {
    return Optional.ofNullable(byName.get(name(key)));
  }

  /** @param alive whether a job has not ended: its key is never dropped */
  void add(String key, Bytes specHash, JobId job, Predicate<JobId> alive) {
    remember(name(key), new Known(specHash, job));
    durable.put(name(key),
        new ByteWriter(64).bytes(specHash).varint(job.epoch()).varint(job.sequence()).toBytes());
    if (byName.size() > maxKeys) {
      byJob.keySet().stream().filter(alive.negate()).findFirst().ifPresent(this::drop);
    }
  }

  /** The job is deleted: its key names nothing, and may name another one. */
  void forget(JobId job) {
    if (byJob.containsKey(job)) {
      drop(job);
    }
  }

  /** What makes two requests the same: all but the key; to a client of the original's API its payload alone. */
  static Bytes hash(JobSpec spec) {
    Optional<ClientWords> words = spec.notes().words();
    return words.isPresent() ? CanonicalJson.sha256(words.get().payload(spec)) : wholeHash(spec);
  }

  private static Bytes wholeHash(JobSpec spec) {
    Json.Arr needs = new Json.Arr(spec.needs().stream().<Json>map(Json.Text::new).toList());
    Json.Obj request = Json.Obj.EMPTY.with("kind", spec.kind()).with("params", spec.params())
        .with("priority", spec.priority().code()).with("timeout_ms", spec.timeoutMs()).with("needs", needs)
        .with("max_price_micros", spec.maxPriceMicros()).with("max_attempts", spec.maxAttempts())
        .with("rerun_unknown", spec.rerunUnknown());
    // Only where they are there: requests of before they could be are still the same.
    if (!spec.dependsOn().isEmpty()) {
      request = request.with("depends_on",
          Json.Arr.ofTexts(spec.dependsOn().stream().map(JobId::toString).toList()));
    }
    if (spec.notes().durability() > 1) {
      request = request.with("durability", spec.notes().durability());
    }
    if (spec.notes().audited()) {
      request = request.with("audit", true);
    }
    return CanonicalJson.sha256(spec.task().isPresent()
        ? request.with("task", spec.task().get().toString())
        : request);
  }

  private void remember(String name, Known known) {
    byName.put(name, known);
    byJob.put(known.job(), name);
  }

  private void drop(JobId job) {
    String name = byJob.remove(job);
    byName.remove(name);
    durable.remove(name);
  }

  private static String name(String key) {
    return PREFIX + CanonicalJson.sha256(new Json.Text(key)).toHex();
  }
}
