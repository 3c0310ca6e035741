package org.sheratan.core.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Now;

/**
 * What is decided about own jobs, as entries of the trace.
 *
 * <pre>
 * what happened to the job                | entry                       | status
 * barred by a gate: it is no job          | ABORT c)                    | failed
 * held by a gate, an auditor voted, or    |                             |
 * a person left it to auditors            | QUARANTINE c)               | skipped
 * approved, by a person or auditors       | ROUTE                       | success
 * rejected by them                        | ABORT c)                    | skipped
 * nobody decided in time                  | ABORT c)                    | failed
 * awarded                                 | ROUTE                       | success
 * nobody bid, for another reason than last | RETRY                       | failed
 * attempt failed, tried again             | RETRY, FALLBACK a)          | failed
 * lease or outcome lost, tried again      | RETRY                       | failed
 * any of these, not tried again           | ABORT                       | failed
 * result taken                            | EXECUTE                     | success, recovered b)
 * taken over from a silent owner          | FALLBACK                    | success
 * result of an heir's job taken           | EXECUTE                     | recovered
 * a job it depends on did not complete    | SKIP                        | skipped
 * cancelled                               | ABORT                       | skipped
 * deadline passed                         | ABORT                       | failed
 *
 * a) where the node said that it would fail everywhere, and another one is asked
 * b) after at least one award that failed
 * c) the only ones that no gate lets through
 * </pre>
 */
public final class Decisions {
  private static final double MICROS = 1e6;

  /** Of jobs that have not ended; there are never more than the node keeps. */
  private final Lineage lineage;

  /** What one kind of event is in the trace. */
  private record Entry(Intent intent, ActionType type, Status status, Optional<Result.Failure> error) {}

  /**
   * @param owner short name of this node
   * @param epoch of this start: with it and a number every decision has its name
   */
  public Decisions(String owner, IntSupplier epoch) {
    this.lineage = new Lineage("d-" + owner, epoch, Integer.MAX_VALUE);
  }

  /**
   * Empty where nothing was decided.
   *
   * @param after as of {@code now}, its age included
   */
  public Optional<Decision> moved(Job before, JobEvent event, Job after, Now now) {
    double score = event instanceof JobEvent.Awarded award ? award.score() : 0;
    return entry(before, event, after).map(entry -> decision(entry, after, score, now));
  }

  /** A gate stopped a job that was just accepted. */
  public Decision held(Job job, Now now) {
    return decision(quarantine(job), job, 0, now);
  }

  /** This node does a job for its silent owner. */
  public Decision standsIn(Job job, Now now) {
    return decision(new Entry(Intent.RECOVER, ActionType.FALLBACK, Status.SUCCESS, Optional.empty()), job, 0,
        now);
  }

  /** A gate did not let a request become a job. */
  public Decision barred(JobSpec spec, Origin origin, List<GateReport> reports, Now now) {
    GateReport last = reports.getLast();
    String id = lineage.nextId();
    return new Decision(id, Optional.empty(), id, Intent.ADMIT, Optional.empty(), 0, now,
        context(spec, JobNotes.of(origin, Passage.of(reports))),
        new Decision.Constraints(budget(spec), OptionalLong.empty()),
        new Action(ActionType.ABORT, Json.Obj.EMPTY.with("kind", Fields.shown(spec.kind())), 0, false),
        new Result(Status.FAILED, new Metrics(0, OptionalDouble.empty(), 0),
            Optional.of(new Result.Failure(last.reasons().getFirst().code(), last.line())),
            Optional.empty()));
  }

  private static Entry quarantine(Job after) {
    return new Entry(Intent.HOLD, ActionType.QUARANTINE, Status.SKIPPED,
        Optional.of(new Result.Failure("held", after.reason())));
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
      case JobEvent.StoodIn done ->
        new Entry(Intent.COMPLETE, ActionType.EXECUTE, Status.RECOVERED, Optional.empty());
      case JobEvent.NeedLost lost -> new Entry(Intent.END, ActionType.SKIP, Status.SKIPPED,
          Optional.of(new Result.Failure("dependency", after.reason())));
      case JobEvent.CancelAsked asked -> new Entry(Intent.END, ActionType.ABORT, Status.SKIPPED,
          Optional.of(new Result.Failure("cancelled", after.reason())));
      case JobEvent.Audited audited -> quarantine(after);
      case JobEvent.Allowed allowed -> quarantine(after);
      case JobEvent.Approved approved ->
        new Entry(Intent.HOLD, ActionType.ROUTE, Status.SUCCESS, Optional.empty());
      case JobEvent.Rejected rejected -> new Entry(Intent.END, ActionType.ABORT, Status.SKIPPED,
          Optional.of(new Result.Failure("gate_rejected", after.reason())));
      case JobEvent.HoldOver over -> failed(Intent.END, ActionType.ABORT, "expired", after.reason());
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

  private Decision decision(Entry entry, Job after, double score, Now now) {
    String job = after.id().toString();
    Lineage.Place place = lineage.next(lineage.nextId(), job);
    if (after.state().terminal()) {
      lineage.end(job);
    }
    return new Decision(place.id(), place.parent(), job, entry.intent(), Optional.of(after.id()),
        place.depth(), now, context(after.spec(), after.notes()), constraints(after),
        new Action(entry.type(), params(after), score, !stopped(after, entry.type())),
        new Result(entry.status(), metrics(after), entry.error(), hashes(after)));
  }

  /** Whether a gate stops it, or has until the end. */
  private static boolean stopped(Job job, ActionType type) {
    if (type != ActionType.QUARANTINE && type != ActionType.ABORT) {
      return false;
    }
    Passage passage = job.notes().passage();
    boolean paused = passage.reports().stream()
        .anyMatch(report -> report.status() == GateReport.Status.PAUSE);
    return paused && passage.decision().filter(Passage.Decision::approved).isEmpty();
  }

  private static List<String> context(JobSpec spec, JobNotes notes) {
    List<String> refs = new ArrayList<>();
    refs.add("origin:" + notes.origin().zone().word());
    notes.passage().reports().stream().max(Comparator.comparing(GateReport::status))
        .ifPresent(worst -> refs.add("gates:" + worst.status().word()));
    notes.passage().reports().forEach(report -> report.reasons()
        .forEach(reason -> refs.add("gate:" + report.gate().word() + ":" + reason.code())));
    notes.passage().allowed().ifPresent(allowed -> refs.add("allowed:" + allowed.by().zone().word()));
    notes.passage().decision().ifPresent(decision -> refs.add("decided:" + decision.by().zone().word()));
    notes.audit().ifPresent(audit -> audit.seats().forEach(seat -> refs.add("auditor:" + seat.line())));
    spec.task().ifPresent(task -> refs.add("task:" + task));
    spec.dependsOn().forEach(need -> refs.add("job:" + need));
    return refs;
  }

  private static Decision.Constraints constraints(Job job) {
    // The deadline of a held job does not run.
    return new Decision.Constraints(budget(job.spec()), job.state() == JobState.HELD
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, job.spec().timeoutMs() - sinceReadyMs(job))));
  }

  private static OptionalDouble budget(JobSpec spec) {
    long maxMicros = spec.maxPriceMicros();
    return maxMicros == Long.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(maxMicros / MICROS);
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
