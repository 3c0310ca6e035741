package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.dispatch.Verdict.Why;
import org.sheratan.core.gate.Cleared;
import org.sheratan.core.gate.Ruling;
import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.Now;

/** From a request to a job: past the gates, every check, and what came under the same key before, into the book. */
final class Intake {
  private final DispatchParts parts;
  private final Admission admission;
  private final SubmitRates rates;
  private final JobBook book;
  private final IdempotencyKeys keys;
  private final MissionBook missionBook;
  private final Missions missions;
  private final JobFlow flow;
  private final Holds holds;

  Intake(DispatchParts parts, Admission admission, JobBook book, IdempotencyKeys keys,
      MissionBook missionBook,
      Missions missions, JobFlow flow, Holds holds, long nowMs) {
    this.parts = parts;
    this.admission = admission;
    this.rates = new SubmitRates(parts.limits().submits(), nowMs);
    this.book = book;
    this.keys = keys;
    this.missionBook = missionBook;
    this.missions = missions;
    this.flow = flow;
    this.holds = holds;
  }

  /** Why nothing from there is taken on now; empty when it is. */
  Optional<String> throttled(Origin origin) {
    return parts.autonomy().apply(origin);
  }

  /** Every request passes the gates first, wherever it comes from. What comes this way is kept by this node alone. */
  Verdict submit(JobSpec spec, Origin origin, Now now) {
    return judged(spec.kept(1), origin, now, cleared -> add(cleared, book.nextId(), Custody.NONE, now));
  }

  /** Takes on what another owner left here, by the same gates. */
  Verdict standIn(JobId of, JobSpec spec, Origin origin, Now now) {
    return judged(spec.kept(1), origin, now, cleared -> {
      Verdict added = add(cleared, book.nextId(), Custody.standingIn(of), now);
      if (added instanceof Verdict.Accepted(Job job, boolean known)) {
        parts.observer().standsIn(job);
      }
      return added;
    });
  }

  /** As {@link #submit}, up to the point at which it would be accepted. */
  Dispatcher.Proposal propose(JobSpec spec, Origin origin, Now now) {
    List<Dispatcher.Proposal> ready = new ArrayList<>();
    Verdict verdict = judged(spec, origin, now, cleared -> {
      ready.add(new Dispatcher.Proposal.Ready(cleared, book.nextId()));
      return new Verdict.Refused(Why.BUSY, "", "");
    });
    return ready.isEmpty() ? new Dispatcher.Proposal.Answered(verdict) : ready.getFirst();
  }

  /** What was proposed is kept by others, too. */
  Verdict accept(Dispatcher.Proposal.Ready ready, Custody custody, Now now) {
    JobSpec spec = ready.cleared().spec();
    // Meanwhile another request may have taken its key, and its mission may be gone.
    Optional<Verdict> earlier = spec.idempotencyKey().flatMap(key -> earlier(key, spec, now.monoMs()));
    return earlier.or(() -> homeless(spec)).orElseGet(() -> add(ready.cleared(), ready.job(), custody, now));
  }

  /** What would become of a request that passed every check. */
  private interface Taking {
    Verdict take(Cleared cleared);
  }

  private Verdict judged(JobSpec spec, Origin origin, Now now, Taking taking) {
    Optional<String> throttled = throttled(origin);
    if (throttled.isPresent()) {
      return new Verdict.Refused(Why.BUSY, throttled.get(), "sheratan health");
    }
    return switch (parts.gates().judge(spec, origin)) {
      case Ruling.Barred(List<GateReport> reports) -> {
        parts.observer().barred(spec, origin, reports);
        yield new Verdict.Barred(reports);
      }
      case Cleared cleared -> stopped(cleared, now).orElseGet(() -> taking.take(cleared));
    };
  }

  /** Why a request that the gates let through does not become a job; counts it when it may. */
  private Optional<Verdict> stopped(Cleared cleared, Now now) {
    JobSpec spec = cleared.spec();
    Optional<Verdict.Refused> malformed = admission.malformed(spec, cleared.wantsOpinion());
    if (malformed.isPresent()) {
      return Optional.of(malformed.get());
    }
    Optional<Verdict> earlier = spec.idempotencyKey().flatMap(key -> earlier(key, spec, now.monoMs()));
    if (earlier.isPresent()) {
      return earlier;
    }
    // Questions to auditors are as many as the held jobs allow.
    boolean counted = cleared.origin().zone() != Zone.AUDIT;
    Optional<Verdict.Refused> refused = Optional.of(cleared.origin()).filter(origin -> counted)
        .flatMap(origin -> rates.tooFast(origin, now.monoMs())).or(() -> lacking(spec))
        .or(() -> homeless(spec))
        .or(() -> admission.unwelcome(spec, book.liveCount() - flow.held().size(), book.paramsBytes()))
        .or(() -> cleared.paused() ? holds.full() : Optional.empty());
    if (refused.isEmpty() && counted) {
      rates.took(cleared.origin(), now.monoMs());
    }
    return refused.map(why -> why);
  }

  private Verdict add(Cleared cleared, JobId id, Custody custody, Now now) {
    LiveJob live = book.add(cleared, id, custody, now);
    Job job = live.job();
    JobSpec spec = cleared.spec();
    spec.task().ifPresent(task -> missionBook.add(task, job.id()));
    spec.idempotencyKey().ifPresent(
        key -> keys.add(key, IdempotencyKeys.hash(spec), job.id(), each -> book.live(each).isPresent()));
    parts.observer().accepted(job.id());
    if (cleared.paused()) {
      parts.observer().held(job);
    }
    flow.enter(live, now.monoMs());
    return new Verdict.Accepted(job, false);
  }

  private Optional<Verdict.Refused> homeless(JobSpec spec) {
    return spec.task().filter(task -> !missions.knows(task))
        .flatMap(task -> missions.show(task) instanceof MissionVerdict.No(Verdict.Refused refused)
            ? Optional
                .of(new Verdict.Refused(refused.why(), "task: " + refused.message(), Optional.of("task"),
                    refused.fix()))
            : Optional.empty());
  }

  /** What the request depends on and cannot have. */
  private Optional<Verdict.Refused> lacking(JobSpec spec) {
    return spec.dependsOn().stream().map(this::lacking).flatMap(Optional::stream).findFirst();
  }

  private Optional<Verdict.Refused> lacking(JobId need) {
    if (!book.own(need)) {
      return Optional.of(refusedNeed(Why.INVALID,
          "job " + need + " belongs to another node; a job depends only on jobs of its own node"));
    }
    if (book.live(need).isPresent()) {
      return Optional.empty();
    }
    try {
      Optional<Job> known = book.archived(need);
      if (known.isEmpty()) {
        return Optional.of(refusedNeed(Why.INVALID, "there is no job " + need));
      }
      return known.filter(job -> job.state() != JobState.COMPLETED).map(job -> refusedNeed(Why.CONFLICT,
          "job " + need + " ended as " + job.state().word() + ", so nothing that depends on it can begin"));
    } catch (IOException unreadable) {
      return Optional.of(Verdict.Refused.unreadable(unreadable));
    }
  }

  private static Verdict.Refused refusedNeed(Why why, String message) {
    return new Verdict.Refused(why, "depends_on: " + message, Optional.of("depends_on"), "sheratan job list");
  }

  private Optional<Verdict> earlier(String key, JobSpec spec, long nowMs) {
    return keys.find(key).map(known -> {
      if (!known.specHash().equals(IdempotencyKeys.hash(spec))) {
        return Verdict.Refused.keyTaken("job " + known.job());
      }
      return repeated(known.job(), nowMs);
    });
  }

  /** Never from the index: a repeated request must be told the very job it became. */
  private Verdict repeated(JobId id, long nowMs) {
    try {
      Optional<Job> job = book.live(id).map(live -> live.at(nowMs));
      return (job.isPresent() ? job : book.proven(id, nowMs))
          .<Verdict>map(found -> new Verdict.Accepted(found, true)).orElseGet(() -> new Verdict.Refused(
              Why.CONFLICT, "idempotency key named job " + id + ", which has ended and is forgotten here",
              Optional.of("idempotency_key"), ""));
    } catch (IOException unreadable) {
      return Verdict.Refused.unreadable(unreadable);
    }
  }
}
