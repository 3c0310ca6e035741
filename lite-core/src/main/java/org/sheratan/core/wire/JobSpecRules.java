package org.sheratan.core.wire;

import java.util.regex.Pattern;

import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.MalformedException;

/**
 * What a request for a job must keep to, whichever way it came. One that does can be stored, called for and awarded.
 * Fields are named as the API names them.
 */
public final class JobSpecRules {
  public static final int MAX_ATTEMPTS = 20;
  public static final int MAX_DEPENDS_ON = 64;
  public static final int MAX_KEY_CHARS = 255;
  /** Nodes that keep one job, its owner among them. */
  public static final int MAX_COPIES = 7;
  public static final long MIN_TIMEOUT_MS = 100;
  public static final long MAX_TIMEOUT_MS = 30L * 24 * 3600 * 1000;
  /** What a payload may hold beside kind and parameters, as the journal keeps it. */
  public static final int MAX_REST_BYTES = 15 * 1024;
  /** Leaves room for the rest of an award. */
  private static final int MAX_PARAM_BYTES = WireLimits.MESSAGE_BYTES - 1024;
  private static final Pattern NEED = Pattern
      .compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,31}(:[A-Za-z0-9_.+-]{1,31})?");
  private static final Pattern KEY = Pattern.compile("[!-~]{1," + MAX_KEY_CHARS + "}");

  private JobSpecRules() {}

  /** @throws MalformedException naming the field and the rule it breaks */
  public static void check(JobSpec spec) {
    require(JobSpec.isKind(spec.kind()), "kind",
        "expected 1 to 64 lower-case letters, digits, _ . -, such as read_file");
    require(spec.needs().size() <= WireLimits.MAX_NEEDS, "needs", "more than " + WireLimits.MAX_NEEDS);
    spec.needs().forEach(need -> require(NEED.matcher(need).matches(), "needs",
        "expected offers such as gpu:8G, found " + WireLimits.clip(need, WireLimits.NAME_BYTES)));
    require(spec.timeoutMs() >= MIN_TIMEOUT_MS && spec.timeoutMs() <= MAX_TIMEOUT_MS, "timeout_s",
        "expected " + MIN_TIMEOUT_MS / 1000.0 + " to " + MAX_TIMEOUT_MS / 1000);
    require(spec.maxPriceMicros() >= 0, "max_price_micros", "negative");
    require(spec.maxAttempts() >= 1 && spec.maxAttempts() <= MAX_ATTEMPTS, "max_attempts",
        "expected 1 to " + MAX_ATTEMPTS);
    require(spec.dependsOn().size() <= MAX_DEPENDS_ON, "depends_on", "more than " + MAX_DEPENDS_ON);
    spec.idempotencyKey().ifPresent(JobSpecRules::checkKey);
    require(ValueCodec.depth(spec.params()) <= WireLimits.VALUE_DEPTH, "params",
        "nested deeper than " + WireLimits.VALUE_DEPTH);
    int paramBytes = ValueCodec.encode(spec.params()).length();
    require(paramBytes <= MAX_PARAM_BYTES, "params", paramBytes + " bytes exceed " + MAX_PARAM_BYTES);
    spec.notes().words().ifPresent(JobSpecRules::check);
    checkCopies(spec);
  }

  private static void checkCopies(JobSpec spec) {
    int copies = spec.notes().durability();
    require(copies >= 1 && copies <= MAX_COPIES, "durability", "expected 1 to " + MAX_COPIES);
    require(copies == 1 || spec.dependsOn().isEmpty(), "durability",
        "a job with depends_on is kept by its owner alone: leave out one of the two");
  }

  private static void check(ClientWords words) {
    require(ValueCodec.depth(words.rest()) <= WireLimits.VALUE_DEPTH, "payload",
        "nested deeper than " + WireLimits.VALUE_DEPTH);
    int restBytes = ValueCodec.encode(words.rest()).length();
    require(restBytes <= MAX_REST_BYTES, "payload",
        restBytes + " bytes beside kind and params exceed " + MAX_REST_BYTES);
  }

  /** @throws MalformedException unless {@code key} may name a request, of a job or of a message */
  public static void checkKey(String key) {
    require(KEY.matcher(key).matches(), "idempotency_key",
        "expected 1 to " + MAX_KEY_CHARS + " visible ASCII characters");
  }

  private static void require(boolean condition, String field, String otherwise) {
    if (!condition) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, otherwise);
    }
  }
}
