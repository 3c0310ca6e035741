package org.sheratan.edge.cli;

import java.util.List;

import org.sheratan.core.json.Json;

/**
 * What the demo showed.
 *
 * @param seconds from the first process to the last receipt
 */
record DemoOutcome(int nodes, List<Done> jobs, double seconds) {
  private static final int PROMISED_JOBS = 3;

  /**
   * One completed job.
   *
   * @param verified its receipt carries the worker's signature and the hash of the result that came
   * @param afterKill it was awarded again because its first worker was killed
   */
  record Done(String id, String kind, String worker, int attempt, boolean verified, boolean afterKill) {
    Json.Obj toJson() {
      return Json.Obj.EMPTY.with("id", id).with("kind", kind).with("worker", worker).with("attempt", attempt)
          .with("receipt_verified", verified).with("reassigned_after_kill", afterKill);
    }
  }

  long verified() {
    return jobs.stream().filter(Done::verified).count();
  }

  long reassigned() {
    return jobs.stream().filter(Done::afterKill).count();
  }

  /** Three nodes, three jobs with receipts, one of them moved. */
  boolean asPromised() {
    return jobs.size() >= PROMISED_JOBS && verified() == jobs.size() && reassigned() >= 1;
  }

  Json.Obj toJson() {
    return Json.Obj.EMPTY.with("nodes", nodes).with("jobs_completed", jobs.size())
        .with("receipts_verified", verified()).with("reassigned_after_kill", reassigned())
        .with("simulated", false).with("elapsed_s", new Json.Real(Math.round(seconds * 10) / 10.0))
        .with("jobs", new Json.Arr(jobs.stream().<Json>map(Done::toJson).toList()));
  }
}
