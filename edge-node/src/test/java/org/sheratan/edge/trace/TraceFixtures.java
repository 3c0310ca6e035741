package org.sheratan.edge.trace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.trace.Action;
import org.sheratan.core.trace.ActionType;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.core.trace.Intent;
import org.sheratan.core.trace.Metrics;
import org.sheratan.core.trace.Result;
import org.sheratan.core.trace.Status;
import org.sheratan.kernel.Now;

/** Decisions to write down. */
public final class TraceFixtures {
  private static final DecisionLine LINE = new DecisionLine("test", false);

  private TraceFixtures() {}

  public static TraceLog log(Path folder, long maxBytes) {
    return new TraceLog(folder, maxBytes, LINE);
  }

  /** Number {@code count} of all, about job {@code count % 10 + 1}. */
  public static Decision decision(int count) {
    JobId job = new JobId("k7f3q2ab", 3, count % 10 + 1);
    return new Decision("d-" + count, Optional.empty(), job.toString(), Intent.DISPATCH, Optional.of(job), 0,
        Now.monotonic(count), List.of("origin:api"),
        new Decision.Constraints(OptionalDouble.empty(), OptionalLong.empty()),
        new Action(ActionType.ABORT, Json.Obj.EMPTY, 0, true),
        new Result(Status.FAILED, new Metrics(count, OptionalDouble.empty(), 0),
            Optional.of(new Result.Failure("test", "\"job_id\":\"k7f3q2ab-3-7\" ä\n")), Optional.empty()));
  }

  /** Writes decisions {@code from} to {@code to - 1} and ends. */
  public static TraceLog written(Path folder, long maxBytes, int from, int to) {
    TraceLog log = log(folder, maxBytes);
    for (int count = from; count < to; count++) {
      log.accept(decision(count));
    }
    Thread writer = Thread.ofVirtual().start(log);
    log.close();
    try {
      writer.join();
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
    return log;
  }
}
