package org.sheratan.core.dispatch;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.market.Awards;
import org.sheratan.core.market.Reputation;
import org.sheratan.core.market.ResultCheck;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobMachine.Outcome;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.JobObserver.AttemptEnd;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.wire.Outcome.Completed;
import org.sheratan.core.wire.Outcome.Failed;
import org.sheratan.core.wire.Outcome.Unknown;
import org.sheratan.core.wire.RefusalReason;
import org.sheratan.core.wire.WireMessage.Bequest;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.core.wire.WireMessage.Refusal;
import org.sheratan.core.wire.WireMessage.Result;
import org.sheratan.kernel.NodeId;

/**
 * What becomes of attempts at own jobs: what workers and heirs say about them, what of it is believed, and what it does
 * to the reputation of who said it. It becomes an event of the job, or nothing at all.
 */
final class Attempts {
  private final JobObserver observer;
  private final JobBook book;
  private final Moves moves;
  private final Awards awards;
  private final Reputation reputation;
  private final ResultCheck check;
  private final SecondOpinion opinion;
  private final Handins handins = new Handins();

  Attempts(DispatchParts parts, JobBook book, Moves moves, Awards awards, Reputation reputation,
      SecondOpinion opinion) {
    this.observer = parts.observer();
    this.book = book;
    this.moves = moves;
    this.awards = awards;
    this.reputation = reputation;
    this.check = new ResultCheck(parts.post().self(), parts.network());
    this.opinion = opinion;
  }

  /** A job found in the journal. */
  void restored(Job job) {
    handins.restored(job);
  }

  /** It ended. */
  void forget(JobId job) {
    handins.forget(job);
  }

  void onProgress(NodeId from, Progress progress, long arrival, long nowMs) {
    if (awards.onProgress(from, progress, arrival, nowMs)) {
      book.live(progress.job()).ifPresent(job -> progressed(job, progress, nowMs));
    }
  }

  private void progressed(LiveJob live, Progress progress, long nowMs) {
    Interim said = handins.admitted(live.id(), progress.said(), nowMs);
    moves.apply(live,
        new JobEvent.Progressed(progress.attempt(), progress.done(), said, live.at(nowMs).ageMs()),
        nowMs);
    if (!said.isNone()) {
      book.save(live, nowMs);
    }
  }

  void onRefusal(NodeId from, Refusal refusal, long arrival, long nowMs) {
    Optional<LiveJob> live = book.live(refusal.job()).filter(job -> held(job.job(), from, refusal.attempt()));
    if (live.isPresent()) {
      awards.onRefused(refusal.job(), arrival);
      String code = refusal.reason() == RefusalReason.INVALID ? FailureCode.INVALID : "refused";
      failed(live.get(), from, new Failed(code, refusal.text(), true), AttemptEnd.FAILED, nowMs);
    }
  }

  void onResult(NodeId from, Result result, long nowMs) {
    Optional<LiveJob> live = book.live(result.job());
    if (live.isEmpty()) {
      lateForEnded(from, result);
    } else if (!isLatest(live.get().job(), from, result.attempt())) {
      late(live.get(), from, result, nowMs);
    } else {
      switch (result.outcome()) {
        case Completed done -> onCompleted(live.get(), from, done, nowMs);
        case Failed failed -> onFailed(live.get(), from, failed, nowMs);
        case Unknown() -> onUnknown(live.get(), from, nowMs);
      }
    }
  }

  private void onCompleted(LiveJob live, NodeId from, Completed done, long nowMs) {
    Job job = live.job();
    Optional<String> problem = check.problem(job, done);
    if (problem.isEmpty()) {
      reputation.kept(from);
      opinion.refuted(job, from).forEach(reputation::broke);
      observer.taken(job.id(), job.attempt());
      moves.apply(live, new JobEvent.Succeeded(job.attempt(), done.result(), done.receipt().orElseThrow()),
          nowMs);
    } else if (job.state() == JobState.WORKING) {
      reputation.broke(from);
      failed(live, from, new Failed("bad_receipt", problem.get(), true), AttemptEnd.BAD_RECEIPT, nowMs);
    }
  }

  private void onFailed(LiveJob live, NodeId from, Failed failed, long nowMs) {
    if (live.job().state() == JobState.WORKING) {
      if (!opinion.everywhere(live.job(), failed)) {
        reputation.broke(from); // That it fails everywhere costs only when it is refuted.
      }
      failed(live, from, failed, AttemptEnd.FAILED, nowMs);
    }
  }

  private void failed(LiveJob live, NodeId from, Failed failed, AttemptEnd why, long nowMs) {
    Job job = live.job();
    attemptEnded(live, new JobEvent.AttemptFailed(job.attempt(), failed.code(), failed.message(),
        opinion.everywhere(job, failed), opinion.ends(job, from, failed),
        FailureClasses.besideTheWork(failed.code())), why, nowMs);
  }

  private void onUnknown(LiveJob live, NodeId from, long nowMs) {
    if (live.job().state() == JobState.WORKING) {
      reputation.broke(from);
      attemptEnded(live,
          new JobEvent.OutcomeLost(live.job().attempt(), "the worker began and was interrupted"),
          AttemptEnd.UNKNOWN, nowMs);
    }
  }

  void leaseLost(LiveJob live, long nowMs) {
    live.job().worker().ifPresent(reputation::broke);
    attemptEnded(live, new JobEvent.LeaseLost(live.job().attempt()), AttemptEnd.LEASE_LOST, nowMs);
  }

  private void attemptEnded(LiveJob live, JobEvent event, AttemptEnd why, long nowMs) {
    observer.attemptEnded(live.id(), live.job().attempt(), why);
    moves.apply(live, event, nowMs);
  }

  /** A result of an earlier attempt: counted, once, if it is really that worker's. */
  private void late(LiveJob live, NodeId from, Result result, long nowMs) {
    Optional<JobEvent.Succeeded> late = genuine(live.job(), from, result);
    if (late.isPresent() && moves.apply(live, late.get(), nowMs) == Outcome.LATE) {
      observer.late(live.id(), result.attempt());
    }
  }

  private void lateForEnded(NodeId from, Result result) {
    try {
      Optional<Job> ended = book.archived(result.job());
      Optional<JobEvent.Succeeded> late = ended.flatMap(job -> genuine(job, from, result));
      if (late.isPresent()) {
        JobMachine.Step step = JobMachine.step(ended.get(), late.get(), true);
        if (step.outcome() == Outcome.LATE) {
          observer.late(result.job(), result.attempt());
          book.replaceArchived(ended.get(), step.job());
        }
      }
    } catch (IOException unreadable) {
      // A count is all that is lost: the result is not taken either way.
    }
  }

  /** What {@code result} says, if {@code from} really did that attempt: awarded to it, and receipted for it. */
  private Optional<JobEvent.Succeeded> genuine(Job job, NodeId from, Result result) {
    boolean awarded = job.made(result.attempt()).filter(made -> made.worker().equals(from)).isPresent();
    if (awarded && result.outcome() instanceof Completed done
        && check.problem(job.id(), result.attempt(), from, done).isEmpty()) {
      return Optional.of(
          new JobEvent.Succeeded(result.attempt(), done.result(), done.receipt().orElseThrow()));
    }
    return Optional.empty();
  }

  /** Whether the result of a job that stood in for this one was taken. */
  boolean stoodIn(LiveJob live, NodeId heir, Bequest bequest, long nowMs) {
    Job job = live.job();
    if (!check.standsIn(job, heir, bequest) || job.state() == JobState.HELD) {
      return false;
    }
    observer.taken(job.id(), job.attempt());
    moves.apply(live, new JobEvent.StoodIn(bequest.deputy(), bequest.result(), bequest.receipt()), nowMs);
    return true;
  }

  private static boolean held(Job job, NodeId from, int attempt) {
    return job.state() == JobState.WORKING && isLatest(job, from, attempt);
  }

  private static boolean isLatest(Job job, NodeId from, int attempt) {
    return job.attempt() == attempt && job.worker().filter(from::equals).isPresent();
  }
}
