package org.sheratan.edge.cli;

import java.util.Optional;
import java.util.function.Predicate;

import org.sheratan.core.json.Json;
import org.sheratan.core.wire.ReceiptJson;
import org.sheratan.core.wire.Receipts;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/** Submits the demo's jobs to one node and follows them closely: a poll every few milliseconds, for progress too. */
final class DemoJobs {
  private static final long LOOK_MS = 50;
  private static final long JOB_MS = 60_000;

  /** Waits, or throws {@link DemoInterrupted}. */
  @FunctionalInterface
  interface Pause {
    void pause(long waitMs);
  }

  private final Api api;
  private final Clock clock;
  private final Pause pause;

  DemoJobs(Api api, Clock clock, Pause pause) {
    this.api = api;
    this.clock = clock;
    this.pause = pause;
  }

  View submit(String kind, Json.Obj params) throws CommandFailure {
    return new View(
        api.submit("/api/v1/jobs", Json.Obj.EMPTY.with("kind", kind).with("params", params), Optional.empty(),
            DemoNodes.PATIENCE));
  }

  /** @throws CommandFailure unless it completes */
  View completed(View job) throws CommandFailure {
    View ended = await(job, seen -> seen.is("ended"));
    if (!ended.text("state").equals("completed")) {
      throw failure(ExitStatus.FAILURE, job, "ended as " + ended.text("state") + ": " + ended.text("reason"));
    }
    return ended;
  }

  /** @throws CommandFailure when it ends before anything is heard of it */
  View underWay(View job) throws CommandFailure {
    View seen = await(job, now -> now.is("ended") || !now.text("progress").isEmpty());
    if (seen.is("ended")) {
      throw failure(ExitStatus.FAILURE, job, "ended before it told of any progress");
    }
    return seen;
  }

  private View await(View job, Predicate<View> enough) throws CommandFailure {
    long endMs = clock.now().monoMs() + JOB_MS;
    View seen = job;
    while (!enough.test(seen)) {
      if (clock.now().monoMs() > endMs) {
        throw failure(ExitStatus.TIMEOUT, job, "is still " + seen.text("state"));
      }
      pause.pause(LOOK_MS);
      seen = new View(api.get("/api/v1/jobs/" + job.text("id"), DemoNodes.PATIENCE));
    }
    return seen;
  }

  /** As {@code sheratan receipt verify} does it: with nothing but the receipt and the result. */
  static boolean verified(View job) {
    if (job.object("receipt").isEmpty() || job.object("result").isEmpty()) {
      return false;
    }
    try {
      ReceiptJson.Filed filed = ReceiptJson.fromJson(job.object("receipt").get().json());
      return Receipts.verify(filed.receipt(), filed.network())
          && Receipts.matches(filed.receipt(), job.object("result").get().json());
    } catch (MalformedException noReceipt) {
      return false;
    }
  }

  private static CommandFailure failure(ExitStatus exit, View job, String what) {
    return new CommandFailure(exit, "job " + job.text("id") + " " + what, "");
  }
}
