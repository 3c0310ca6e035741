package org.sheratan.edge.http.original;

import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.route.JsonWords;

/**
 * The original's Job. What this node does not know is null: until when a lease holds.
 *
 * <pre>
 * here                                           there
 * held, pending, auction                         pending
 * working                                        working
 * completed                                      completed
 * failed, cancelled, expired, outcome_unknown    failed
 * </pre>
 */
final class JobShape {
  private static final String HASH = "sha256";
  private static final ClientWords BY_OTHER_WAYS = new ClientWords(false, true, true, Json.Obj.EMPTY);

  private JobShape() {}

  /** @param repeated whether it is the answer to a request that had been made before */
  static Json.Obj json(Job job, boolean repeated) {
    JobSpec spec = job.spec();
    return withResult(withKey(Json.Obj.EMPTY.with("id", OwnedUuid.of(job.id()))
        .with("task_id", spec.task().<Json>map(JobShape::uuid).orElse(JsonWords.NULL))
        .with("payload", payload(spec)).with("meta", meta(payload(spec))).with("status", status(job.state()))
        .with("retry_count", retries(job)).with("priority", priority(spec))
        .with("timeout_seconds", JsonWords.seconds(spec.timeoutMs()))
        .with("depends_on", new Json.Arr(spec.dependsOn().stream().map(JobShape::uuid).toList()))
        .with("lease_owner", JsonWords.id(job.state() == JobState.WORKING ? job.worker() : Optional.empty()))
        .with("lease_until_utc", JsonWords.NULL).with("next_retry_utc", Words.time(retryWallMs(job)))
        .with("idempotent", repeated).with("created_at", Words.time(job.acceptedWallMs()))
        .with("updated_at", Words.time(updatedWallMs(job))), job), job);
  }

  static String status(JobState state) {
    return switch (state) {
      case HELD, PENDING, AUCTION -> "pending";
      case WORKING -> "working";
      case COMPLETED -> "completed";
      case FAILED, CANCELLED, EXPIRED, OUTCOME_UNKNOWN -> "failed";
    };
  }

  /** As its client wrote it; in the same form for a job that came another way. */
  static Json.Obj payload(JobSpec spec) {
    return spec.notes().words().orElse(BY_OTHER_WAYS).payload(spec);
  }

  static String priority(JobSpec spec) {
    boolean critical = spec.notes().words().filter(ClientWords::critical).isPresent();
    return critical ? "critical" : JsonWords.word(spec.priority());
  }

  /** Ended without a result of a tool: a result says so, as clients look nowhere else. */
  static Json result(Job job) {
    if (job.result().isPresent()) {
      return job.result().get();
    }
    return job.state().terminal()
        ? Json.Obj.EMPTY.with("ok", false).with("error", job.state().word()).with("reason", job.reason())
        : JsonWords.NULL;
  }

  private static Json.Obj withKey(Json.Obj shape, Job job) {
    JobSpec spec = job.spec();
    boolean known = spec.idempotencyKey().isPresent();
    return shape.with("idempotency_key", JsonWords.text(spec.idempotencyKey()))
        .with("idempotency_hash",
            known ? new Json.Text(CanonicalJson.sha256(payload(spec)).toHex()) : JsonWords.NULL)
        .with("idempotency_first_seen_utc", known ? Words.time(job.acceptedWallMs()) : JsonWords.NULL);
  }

  private static Json.Obj withResult(Json.Obj shape, Job job) {
    Json result = result(job);
    boolean none = result.equals(JsonWords.NULL);
    return shape.with("result", result).with("result_hash_alg", HASH)
        .with("completed_result", job.state() == JobState.COMPLETED ? result : JsonWords.NULL)
        .with("result_hash", none ? JsonWords.NULL : new Json.Text(CanonicalJson.sha256(result).toHex()))
        .with("result_canonical", none ? JsonWords.NULL : new Json.Text(CanonicalJson.text(result)));
  }

  private static Json.Obj meta(Json.Obj payload) {
    return payload.get("_meta") instanceof Json.Obj meta ? meta : Json.Obj.EMPTY;
  }

  /** Attempts that ended and did not end the job. */
  private static int retries(Job job) {
    boolean waits = job.state() == JobState.PENDING || job.state() == JobState.AUCTION;
    return waits ? job.attempt() : Math.max(0, job.attempt() - 1);
  }

  /** The latest change whose time is known: its end, or its acceptance. */
  private static long updatedWallMs(Job job) {
    boolean ended = job.state().terminal() && job.acceptedWallMs() > 0;
    return ended ? job.acceptedWallMs() + job.ageMs() : job.acceptedWallMs();
  }

  /** When its next attempt may begin; 0 while it need not wait, or where nobody vouches for the clock. */
  private static long retryWallMs(Job job) {
    return job.acceptedWallMs() == 0
        ? 0
        : job.retryInMs().map(leftMs -> job.acceptedWallMs() + job.ageMs() + leftMs).orElse(0L);
  }

  private static Json uuid(JobId job) {
    return new Json.Text(OwnedUuid.of(job));
  }

  private static Json uuid(TaskId task) {
    return new Json.Text(OwnedUuid.of(task));
  }
}
