package org.sheratan.edge.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/** Reads what {@code POST /api/v1/jobs} asks for. */
final class JobSpecJson {
  static final long MAX_TIMEOUT_S = 30L * 24 * 3600;
  static final int MAX_ATTEMPTS = 20;
  private static final int MAX_NEEDS = 16;
  private static final int MAX_WORD_CHARS = 64;
  private static final int MAX_KEY_CHARS = 255;
  private static final List<String> MEMBERS = List.of("kind", "params", "priority", "timeout_s", "needs",
      "max_price_micros", "max_attempts", "rerun_unknown", "idempotency_key");
  private static final List<String> PRIORITIES = Arrays.stream(Priority.values()).map(JsonWords::word)
      .toList();

  private JobSpecJson() {}

  /**
   * @param headerKey value of the Idempotency-Key header; the member of the same name must not say otherwise
   * @throws MalformedException naming the member and the reason
   */
  static JobSpec read(Json.Obj body, Optional<String> headerKey) {
    Fields fields = Fields.of(body).only(MEMBERS);
    String kind = fields.text("kind", MAX_WORD_CHARS);
    if (!kind.matches("[a-z][a-z0-9_.-]*")) {
      throw fields.malformed("kind", "expected lower-case letters, digits, _ . -, such as read_file");
    }
    String priority = fields.oneOf("priority", JsonWords.word(Priority.NORMAL), PRIORITIES);
    return new JobSpec(kind, fields.optionalObject("params").map(Fields::json).orElse(Json.Obj.EMPTY),
        Priority.values()[PRIORITIES.indexOf(priority)], timeoutMs(fields), needs(fields),
        fields.integer("max_price_micros", 0, Long.MAX_VALUE, Long.MAX_VALUE),
        (int) fields.integer("max_attempts", 1, MAX_ATTEMPTS, JobSpec.DEFAULT_MAX_ATTEMPTS),
        fields.bool("rerun_unknown", false), key(fields, headerKey));
  }

  private static long timeoutMs(Fields fields) {
    return fields.has("timeout_s")
        ? Math.max(1, Math.round(1000 * fields.number("timeout_s", 0.001, MAX_TIMEOUT_S)))
        : JobSpec.DEFAULT_TIMEOUT_MS;
  }

  private static List<String> needs(Fields fields) {
    List<String> needs = fields.texts("needs", MAX_NEEDS, MAX_WORD_CHARS);
    for (String need : needs) {
      if (!need.matches("[A-Za-z0-9][A-Za-z0-9_.+-]{0,31}(:[A-Za-z0-9_.+-]{1,31})?")) {
        throw fields.malformed("needs", "expected offers such as gpu:8G, found " + need);
      }
    }
    return needs;
  }

  private static Optional<String> key(Fields fields, Optional<String> headerKey) {
    Optional<String> key = fields.optionalText("idempotency_key", MAX_KEY_CHARS);
    if (key.isPresent() && headerKey.isPresent() && !key.equals(headerKey)) {
      throw fields.malformed("idempotency_key", "differs from the header Idempotency-Key");
    }
    Optional<String> given = key.or(() -> headerKey);
    if (given.isPresent() && !given.get().matches("[!-~]{1," + MAX_KEY_CHARS + "}")) {
      throw fields.malformed("idempotency_key",
          "expected 1 to " + MAX_KEY_CHARS + " visible ASCII characters");
    }
    return given;
  }
}
