package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;

/** The full model that {@code PUT /api/jobs/ID} brings. */
record JobChange(Json.Obj model, String status) {
  static final List<String> STATUSES = List.of("pending", "working", "completed", "failed");
  private static final List<String> NEEDED = List.of("id", "task_id", "payload", "status", "created_at",
      "updated_at");
  private static final List<String> OTHERS = List.of("result", "retry_count", "idempotency_key",
      "idempotency_hash", "completed_result", "idempotency_first_seen_utc", "priority", "timeout_seconds",
      "depends_on", "lease_owner", "lease_until_utc", "next_retry_utc", "meta", "idempotent", "result_hash",
      "result_hash_alg", "result_canonical");
  /** What the client once asked for, and what came of it. */
  private static final List<String> FIXED = List.of("id", "task_id", "result", "payload", "priority",
      "timeout_seconds", "depends_on",
      "idempotency_key");

  /** @throws org.sheratan.kernel.MalformedException naming the member and the reason */
  static JobChange read(Json.Obj body) {
    Fields fields = Fields.of(body)
        .only(Stream.concat(NEEDED.stream(), OTHERS.stream()).toList());
    for (String needed : NEEDED) {
      if (body.get(needed) == null) {
        throw fields.malformed(needed, "missing");
      }
    }
    fields.object("payload");
    Words.text(fields, "id");
    return new JobChange(body, fields.oneOf("status", "", STATUSES));
  }

  /** The first thing asked for that the job is not; empty when it is all the same. */
  Optional<String> differsIn(Job job) {
    Json.Obj shape = JobShape.json(job, false);
    return FIXED.stream().filter(name -> model.get(name) != null && !model.get(name).equals(shape.get(name)))
        .findFirst();
  }

  boolean ends() {
    return status.equals("failed");
  }
}
