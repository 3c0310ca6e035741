package org.sheratan.core.mission;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobEvent.AttemptFailed;
import org.sheratan.core.mission.JobEvent.AuctionClosed;
import org.sheratan.core.mission.JobEvent.AuctionOpened;
import org.sheratan.core.mission.JobEvent.Awarded;
import org.sheratan.core.mission.JobEvent.CancelAsked;
import org.sheratan.core.mission.JobEvent.DeadlinePassed;
import org.sheratan.core.mission.JobEvent.LeaseLost;
import org.sheratan.core.mission.JobEvent.OutcomeLost;
import org.sheratan.core.mission.JobEvent.OwnerRestarted;
import org.sheratan.core.mission.JobEvent.Progressed;
import org.sheratan.core.mission.JobEvent.Succeeded;
import org.sheratan.kernel.Check;

/**
 * A job's way at its owner, pure: (job, event) → next job. Events that name an attempt count only for the latest
 * one.
 *
 * <pre>
 *                | PENDING           | AUCTION           | WORKING                  | ended
 * AuctionOpened  | AUCTION           | bug               | bug                      | bug
 * AuctionClosed  | bug               | PENDING           | bug                      | bug
 * Awarded        | bug               | WORKING, att.+1   | bug                      | bug
 * Progressed     | ignored           | ignored           | WORKING                  | ignored
 * Succeeded      | COMPLETED         | COMPLETED         | COMPLETED                | late c)
 *  (other att.)  | late              | late              | late                     | late
 * AttemptFailed  | ignored           | ignored           | PENDING a), FAILED       | ignored
 * LeaseLost      | bug               | bug               | PENDING b), reassigned+1 | bug
 * OutcomeLost    | ignored           | ignored           | PENDING b)               | ignored
 * CancelAsked    | CANCELLED         | CANCELLED         | CANCELLED                | ignored
 * DeadlinePassed | EXPIRED           | EXPIRED           | EXPIRED                  | ignored
 * OwnerRestarted | PENDING           | PENDING           | WORKING                  | ignored
 *
 * a) when another node might succeed and attempts are left
 * b) when it may run twice (idempotent kind, or the submitter allowed it), else OUTCOME_UNKNOWN;
 *    FAILED when it may, but no attempt is left
 * c) ignored when it is the very result that was taken
 * late: counted, never taken. An ended job never changes again but for that count.
 * </pre>
 *
 * Succeeded in PENDING and AUCTION is a worker that finished within its lease and was heard only after the owner
 * had given the lease up: taken, because no other award was made since.
 */
public final class JobMachine {
  private JobMachine() {}

  /** What became of an event. */
  public enum Outcome {
    MOVED, PROGRESSED, IGNORED, LATE
  }

  public record Step(Job job, Outcome outcome) {}

  /** @param mayRunTwice whether the kind is idempotent */
  public static Step step(Job job, JobEvent event, boolean mayRunTwice) {
    if (job.state().terminal()) {
      return ended(job, event);
    }
    return switch (event) {
      case AuctionOpened opened -> {
        expect(job, JobState.PENDING, event);
        yield moved(edit(job).state(JobState.AUCTION, job.reason()));
      }
      case AuctionClosed closed -> {
        expect(job, JobState.AUCTION, event);
        yield moved(edit(job).bids(closed.bids()).state(JobState.PENDING, closed.why()));
      }
      case Awarded award -> {
        expect(job, JobState.AUCTION, event);
        yield moved(
            edit(job).bids(award.bids()).award(award.worker(), award.priceMicros()).state(JobState.WORKING,
                ""));
      }
      case Progressed progress -> progressed(job, progress);
      case Succeeded success -> succeeded(job, success);
      case AttemptFailed failure -> failed(job, failure);
      case LeaseLost lost -> {
        expect(job, JobState.WORKING, event);
        Check.that(lost.attempt() == job.attempt(), "only the latest attempt has a lease");
        yield moved(uncertain(job, "lease lost", mayRunTwice).reassigned());
      }
      case OutcomeLost lost -> working(job, lost.attempt())
          ? moved(uncertain(job, lost.why(), mayRunTwice))
          : kept(job);
      case CancelAsked asked -> moved(edit(job).state(JobState.CANCELLED, "cancelled on request"));
      case DeadlinePassed passed -> moved(edit(job).state(JobState.EXPIRED, expiry(job)));
      case OwnerRestarted restarted -> job.state() == JobState.AUCTION
          ? moved(edit(job).state(JobState.PENDING, "owner restarted"))
          : kept(job);
    };
  }

  private static Step ended(Job job, JobEvent event) {
    return switch (event) {
      case Succeeded success when isTaken(job, success) -> kept(job);
      case Succeeded success -> new Step(edit(job).late().job(), Outcome.LATE);
      case AuctionOpened opened -> throw bug(job, event);
      case AuctionClosed closed -> throw bug(job, event);
      case Awarded award -> throw bug(job, event);
      case LeaseLost lost -> throw bug(job, event);
      default -> kept(job);
    };
  }

  /** The same result once more, because its acknowledgement was lost. */
  private static boolean isTaken(Job job, Succeeded again) {
    return job.receipt().filter(again.receipt()::equals).isPresent();
  }

  private static Step progressed(Job job, Progressed progress) {
    return working(job, progress.attempt())
        ? new Step(edit(job).progress(progress.done()).job(), Outcome.PROGRESSED)
        : kept(job);
  }

  private static Step succeeded(Job job, Succeeded success) {
    if (success.attempt() != job.attempt()) {
      return new Step(edit(job).late().job(), Outcome.LATE);
    }
    return moved(
        edit(job).result(success.result()).receipt(success.receipt()).progress(1).state(JobState.COMPLETED,
            ""));
  }

  private static Step failed(Job job, AttemptFailed failure) {
    if (!working(job, failure.attempt())) {
      return kept(job);
    }
    String why = failure.code() + ": " + failure.message();
    if (failure.retryElsewhere() && attemptsLeft(job)) {
      return moved(edit(job).state(JobState.PENDING, why));
    }
    Json.Obj error = Json.Obj.EMPTY.with("ok", false).with("error", failure.code()).with("message",
        failure.message());
    String end = failure.retryElsewhere() ? gaveUp(job, why) : why;
    return moved(edit(job).result(error).state(JobState.FAILED, end));
  }

  private static JobEdit uncertain(Job job, String why, boolean mayRunTwice) {
    if (!mayRunTwice && !job.spec().rerunUnknown()) {
      return edit(job).state(JobState.OUTCOME_UNKNOWN, why + "; it may have run and must not run twice");
    }
    return attemptsLeft(job)
        ? edit(job).state(JobState.PENDING, why)
        : edit(job).state(JobState.FAILED, gaveUp(job, why));
  }

  private static String expiry(Job job) {
    String prefix = "not done within " + job.spec().timeoutMs() + " ms";
    return job.reason().isEmpty() ? prefix : prefix + "; last: " + job.reason();
  }

  private static String gaveUp(Job job, String why) {
    return why + "; gave up after " + job.attempt() + (job.attempt() == 1 ? " attempt" : " attempts");
  }

  private static boolean attemptsLeft(Job job) {
    return job.attempt() < job.spec().maxAttempts();
  }

  private static boolean working(Job job, int attempt) {
    return job.state() == JobState.WORKING && job.attempt() == attempt;
  }

  private static void expect(Job job, JobState state, JobEvent event) {
    if (job.state() != state) {
      throw bug(job, event);
    }
  }

  private static IllegalStateException bug(Job job, JobEvent event) {
    return new IllegalStateException(job.id() + " is " + job.state().word() + " and cannot take " + event);
  }

  private static JobEdit edit(Job job) {
    return new JobEdit(job);
  }

  private static Step moved(JobEdit edit) {
    return new Step(edit.job(), Outcome.MOVED);
  }

  private static Step kept(Job job) {
    return new Step(job, Outcome.IGNORED);
  }
}
