package org.sheratan.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntSupplier;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Now;

/**
 * What is decided about own jobs, as entries of the trace.
 *
 * <pre>
 * what happened to the job                | entry                       | status
 * awarded                                 | ROUTE                       | success
 * nobody bid, for another reason than last | RETRY                       | failed
 * attempt failed, tried again             | RETRY, FALLBACK a)          | failed
 * lease or outcome lost, tried again      | RETRY                       | failed
 * any of these, not tried again           | ABORT                       | failed
 * result taken                            | EXECUTE                     | success, recovered b)
 * a job it depends on did not complete    | SKIP                        | skipped
 * cancelled                               | ABORT                       | skipped
 * deadline passed                         | ABORT                       | failed
 *
 * a) where the node said that it would fail everywhere, and another one is asked
 * b) after at least one award that failed
 * </pre>
 */
public final class Decisions {
  private static final double MICROS = 1e6;

  private final String owner;
  private final IntSupplier epoch;
  /** The latest decision about each job that has not ended. */
  private final Map<JobId, Last> latest = new TreeMap<>();
  private long count;

  private record Last(String id, int depth) {}

  /** What one kind of event is in the trace. */
  private record Entry(Intent intent, ActionType type, Status status, Optional<Result.Failure> error) {}

  /**
   * @param owner short name of this node
   * @param epoch of this start: with it and a number every decision has its name
   */
  public Decisions(String owner, IntSupplier epoch) {
    this.owner = owner;
    this.epoch = epoch;
  }

  /**
   * Empty where nothing was decided.
   *
   * @param after as of {@code now}, its age included
   */
  public Optional<Decision> moved(Job before, JobEvent event, Job after, Now now) {
    return entry(before, event, after).map(entry -> decision(entry, event, after, now));
  }

  private static Optional<Entry> entry(Job before, JobEvent event, Job after) {
    return Optional.ofNullable(switch (event) {
      case JobEvent.Awarded award -> new Entry(after.attempt() == 1 ? Intent.DISPATCH : Intent.RECOVER,
          ActionType.ROUTE, Status.SUCCESS, Optional.empty());
      case JobEvent.AuctionClosed closed when before.reason().equals(closed.why()) -> null;
      case JobEvent.AuctionClosed closed ->
        failed(Intent.DISPATCH, ActionType.RETRY, "no_award", closed.why());
      case JobEvent.AttemptFailed failed -> again(after, failed.code(),
          failed.everywhere() ? ActionType.FALLBACK : ActionType.RETRY);
      case JobEvent.LeaseLost lost -> again(after, "lease_lost", ActionType.RETRY);
      case JobEvent.OutcomeLost lost -> again(after, "unknown", ActionType.RETRY);
      case JobEvent.Succeeded success -> new Entry(Intent.COMPLETE, ActionType.EXECUTE,
          after.attempt() == 1 ? Status.SUCCESS : Status.RECOVERED, Optional.empty());
      case JobEvent.NeedLost lost -> new Entry(Intent.END, ActionType.SKIP, Status.SKIPPED,
          Optional.of(new Result.Failure("dependency", after.reason())));
      case JobEvent.CancelAsked asked -> new Entry(Intent.END, ActionType.ABORT, Status.SKIPPED,
          Optional.of(new Result.Failure("cancelled", after.reason())));
      case JobEvent.DeadlinePassed passed ->
        failed(Intent.END, ActionType.ABORT, "expired", after.reason());
      default -> null;
    });
  }

  private static Entry again(Job after, String code, ActionType again) {
    return after.state().terminal()
        ? failed(Intent.END, ActionType.ABORT,
            after.state() == JobState.OUTCOME_UNKNOWN ? JobState.OUTCOME_UNKNOWN.word() : code,
            after.reason())
        : failed(Intent.RECOVER, again, code, after.reason());
  }

  private static Entry failed(Intent intent, ActionType type, String code, String message) {
    return new Entry(intent, type, Status.FAILED, Optional.of(new Result.Failure(code, message)));
  }

  private Decision decision(Entry entry, JobEvent event, Job after, Now now) {
    Optional<Last> last = Optional.ofNullable(latest.get(after.id()));
    String id = "d-" + owner + "-" + epoch.getAsInt() + "-" + ++count;
    int depth = last.map(known -> known.depth() + 1).orElse(0);
    if (after.state().terminal()) {
      latest.remove(after.id());
    } else {
      latest.put(after.id(), new Last(id, depth));
    }
    double score = event instanceof JobEvent.Awarded award ? award.score() : 0;
    return new Decision(id, last.map(Last::id), after.id().toString(), entry.intent(),
        Optional.of(after.id()),
        depth, now, context(after), constraints(after), new Action(entry.type(), params(after), score, true),
        new Result(entry.status(), metrics(after), entry.error(), hashes(after)));
  }

  private static List<String> context(Job job) {
    List<String> refs = new ArrayList<>();
    refs.add("origin:" + job.notes().origin().zone().word());
    job.spec().task().ifPresent(task -> refs.add("task:" + task));
    job.spec().dependsOn().forEach(need -> refs.add("job:" + need));
    return refs;
  }

  private static Decision.Constraints constraints(Job job) {
    long maxMicros = job.spec().maxPriceMicros();
    return new Decision.Constraints(
        maxMicros == Long.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(maxMicros / MICROS),
        OptionalLong.of(Math.max(0, job.spec().timeoutMs() - sinceReadyMs(job))));
  }

  private static Json.Obj params(Job job) {
    Json.Obj params = Json.Obj.EMPTY.with("kind", job.spec().kind()).with("attempt", job.attempt())
        .with("bids", job.bids()).with("state", job.state().word());
    return job.worker().map(worker -> params.with("worker", worker.shortName())).orElse(params);
  }

  private static Metrics metrics(Job job) {
    return new Metrics(sinceReadyMs(job),
        job.attempt() == 0 ? OptionalDouble.empty() : OptionalDouble.of(job.priceMicros() / MICROS),
        Math.max(0, job.attempt() - 1));
  }

  private static long sinceReadyMs(Job job) {
    return Math.max(0, job.ageMs() - job.waitedMs());
  }

  private static Optional<Result.Hashes> hashes(Job job) {
    return job.receipt().map(Receipt::resultHash)
        .map(output -> new Result.Hashes(CanonicalJson.sha256(job.spec().params()), output));
  }
}
