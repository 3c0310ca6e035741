package org.sheratan.edge.http.job;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Audit;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.mission.Underway;
import org.sheratan.core.wire.ReceiptJson;
import org.sheratan.edge.http.route.GateJson;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeNames;
import org.sheratan.kernel.Bytes;

/** The API's shape of a job. */
final class JobJson {
  private final Bytes network;

  JobJson(Bytes network) {
    this.network = network;
  }

  /** For lists: without parameters, result and receipt, which may be long. */
  static Json.Obj summary(Job job, NodeNames names) {
    boolean awarded = job.worker().isPresent();
    return Json.Obj.EMPTY.with("id", job.id().toString()).with("kind", job.spec().kind())
        .with("state", job.state().word()).with("ended", job.state().terminal())
        .with("priority", JsonWords.word(job.spec().priority())).with("attempt", job.attempt())
        .with("bids", job.bids()).with("reassigned", job.reassigned())
        .with("worker_id", JsonWords.id(job.worker()))
        .with("worker", JsonWords.text(job.worker().map(names::of)))
        .with("price_micros", awarded ? JsonWords.number(job.priceMicros()) : JsonWords.NULL)
        .with("progress", job.progress().<Json>map(Json.Real::new).orElse(JsonWords.NULL))
        .with("reason", JsonWords.text(job.reason()))
        .with("votes", job.notes().audit().<Json>map(JobJson::votes).orElse(JsonWords.NULL))
        .with("failure_class", JsonWords.text(job.notes().retry().failure().map(FailureClass::word)))
        .with("retry_s", job.retryInMs().map(JsonWords::seconds).orElse(JsonWords.NULL))
        .with("accepted_at", JsonWords.time(job.acceptedWallMs()))
        .with("age_s", job.sinceAcceptedMs().map(JsonWords::seconds).orElse(JsonWords.NULL))
        .with("took_s", job.state().terminal() ? JsonWords.seconds(job.ageMs()) : JsonWords.NULL);
  }

  /** How many auditors have spoken, or will not any more. */
  private static Json votes(Audit audit) {
    return JsonWords.number(audit.seats().stream().filter(seat -> seat.word().isPresent()).count());
  }

  /** For the list of those that wait for a decision: with what it is about. */
  static Json.Obj held(Job job) {
    return summary(job, NodeNames.none()).with("params", job.spec().params())
        .with("origin", GateJson.origin(job.notes().origin()))
        .with("gates", GateJson.passage(job.notes().passage()))
        .with("audit", job.notes().audit().<Json>map(AuditJson::of).orElse(JsonWords.NULL));
  }

  /** What was handed in before the end; of the checkpoint only its length, for nobody but the tool can read it. */
  private static Json underway(Job job) {
    Underway underway = job.notes().underway();
    if (underway.equals(Underway.NONE)) {
      return JsonWords.NULL;
    }
    Interim latest = underway.latest();
    return Json.Obj.EMPTY.with("word", JsonWords.text(latest.word()))
        .with("partial", latest.partial().<Json>map(partial -> partial).orElse(JsonWords.NULL))
        .with("checkpoint_bytes", latest.checkpoint().length())
        .with("ago_s", JsonWords.seconds(Math.max(0, job.ageMs() - underway.atAgeMs())));
  }

  Json.Obj full(Job job, NodeNames names) {
    JobSpec spec = job.spec();
    boolean anyPrice = spec.maxPriceMicros() == Long.MAX_VALUE;
    return summary(job, names).with("params", spec.params())
        .with("timeout_s", JsonWords.seconds(spec.timeoutMs()))
        .with("needs", JsonWords.texts(spec.needs()))
        .with("max_price_micros", anyPrice ? JsonWords.NULL : JsonWords.number(spec.maxPriceMicros()))
        .with("max_attempts", spec.maxAttempts()).with("rerun_unknown", spec.rerunUnknown())
        .with("idempotency_key", JsonWords.text(spec.idempotencyKey()))
        .with("depends_on", JsonWords.texts(spec.dependsOn().stream().map(JobId::toString).toList()))
        .with("task", JsonWords.text(spec.task().map(TaskId::toString)))
        .with("waited_s", JsonWords.seconds(job.waitedMs()))
        .with("late_results", job.lateResults()).with("underway", underway(job))
        .with("requeue_of", JsonWords.text(job.notes().retry().of().map(JobId::toString)))
        .with("requeued_as", JsonWords.text(job.notes().retry().as().map(JobId::toString)))
        .with("durability", spec.notes().durability())
        .with("heirs", JsonWords.texts(
            job.notes().custody().heirs().stream().map(heir -> heir.node().shortName()).toList()))
        .with("deputy_of", JsonWords.text(job.notes().custody().deputyOf().map(JobId::toString)))
        .with("deputy", JsonWords.text(job.notes().custody().deputy().map(JobId::toString)))
        .with("origin", GateJson.origin(job.notes().origin()))
        .with("gates", GateJson.passage(job.notes().passage()))
        .with("audit", job.notes().audit().<Json>map(AuditJson::of).orElse(JsonWords.NULL))
        .with("audits", JsonWords.text(spec.notes().inquiry().map(inquiry -> inquiry.about().toString())))
        .with("result", job.result().<Json>map(result -> result).orElse(JsonWords.NULL))
        .with("receipt",
            job.receipt().<Json>map(receipt -> ReceiptJson.toJson(receipt, network)).orElse(JsonWords.NULL));
  }
}
