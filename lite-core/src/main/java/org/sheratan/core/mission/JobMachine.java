package org.sheratan.core.mission;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobEvent.Allowed;
import org.sheratan.core.mission.JobEvent.Approved;
import org.sheratan.core.mission.JobEvent.AttemptFailed;
import org.sheratan.core.mission.JobEvent.AuctionClosed;
import org.sheratan.core.mission.JobEvent.AuctionOpened;
import org.sheratan.core.mission.JobEvent.Audited;
import org.sheratan.core.mission.JobEvent.Awarded;
import org.sheratan.core.mission.JobEvent.CancelAsked;
import org.sheratan.core.mission.JobEvent.DeadlinePassed;
import org.sheratan.core.mission.JobEvent.HoldOver;
import org.sheratan.core.mission.JobEvent.LeaseLost;
import org.sheratan.core.mission.JobEvent.NeedLost;
import org.sheratan.core.mission.JobEvent.OutcomeLost;
import org.sheratan.core.mission.JobEvent.OwnerRestarted;
import org.sheratan.core.mission.JobEvent.Progressed;
import org.sheratan.core.mission.JobEvent.Rejected;
import org.sheratan.core.mission.JobEvent.Released;
import org.sheratan.core.mission.JobEvent.Succeeded;
import org.sheratan.core.mission.JobEvent.Waits;
import org.sheratan.kernel.Check;

/**
 * A job's way at its owner, pure: (job, event) → next job. Events that name an attempt count only for the latest
 * one.
 *
 * <pre>
 *                | HELD      | PENDING           | AUCTION           | WORKING                  | ended
 * Allowed        | HELD      | bug               | bug               | bug                      | bug
 * Approved       | PENDING   | bug               | bug               | bug                      | bug
 * Rejected       | FAILED    | bug               | bug               | bug                      | bug
 * Audited        | HELD      | ignored           | ignored           | ignored                  | ignored
 * HoldOver       | EXPIRED   | bug               | bug               | bug                      | bug
 * Waits          | ignored   | PENDING           | bug               | bug                      | ignored
 * Released       | ignored   | PENDING           | bug               | bug                      | ignored
 * NeedLost       | FAILED    | FAILED            | bug               | bug                      | ignored
 * AuctionOpened  | bug       | AUCTION           | bug               | bug                      | bug
 * AuctionClosed  | bug       | bug               | PENDING           | bug                      | bug
 * Awarded        | bug       | bug               | WORKING, att.+1   | bug                      | bug
 * Progressed     | ignored   | ignored           | ignored           | WORKING                  | ignored
 * Succeeded      | ignored   | COMPLETED         | COMPLETED         | COMPLETED                | late c)
 *  (other att.)  | ignored   | late c)           | late c)           | late c)                  | late c)
 * AttemptFailed  | ignored   | ignored           | ignored           | PENDING a), FAILED       | ignored
 * LeaseLost      | bug       | bug               | bug               | PENDING b), reassigned+1 | bug
 * OutcomeLost    | ignored   | ignored           | ignored           | PENDING b)               | ignored
 * StoodIn        | ignored   | COMPLETED         | COMPLETED         | COMPLETED                | ignored
 * LeftToHeirs    | ignored   | PENDING           | AUCTION           | WORKING                  | ignored
 * CancelAsked    | CANCELLED | CANCELLED         | CANCELLED         | CANCELLED                | ignored
 * DeadlinePassed | bug       | EXPIRED           | EXPIRED           | EXPIRED                  | ignored
 * OwnerRestarted | HELD      | PENDING           | PENDING           | WORKING                  | ignored
 *
 * a) unless the owner asks nobody else, or no attempt is left
 * b) when it may run twice (idempotent kind, or the submitter allowed it), else OUTCOME_UNKNOWN;
 *    FAILED when it may, but no attempt is left
 * c) ignored when it is the very result that was taken, when it was counted before, and when there was no such attempt
 * late: counted, never taken. An ended job never changes again but for that count.
 * </pre>
 *
 * Succeeded in PENDING and AUCTION is a worker that finished within its lease and was heard only after the owner
 * had given the lease up: taken, because no other award was made since.
 */
public final class JobMachine {
  private JobMachine() {}

  /** What became of an event; what is noted is worth a write, and nothing follows from it. */
  public enum Outcome {
    MOVED, PROGRESSED, IGNORED, LATE, NOTED
  }

  public record Step(Job job, Outcome outcome) {}

  /** @param mayRunTwice whether the kind is idempotent */
  public static Step step(Job job, JobEvent event, boolean mayRunTwice) {
    if (job.state().terminal()) {
      return ended(job, event);
    }
    return job.state() == JobState.HELD ? held(job, event) : onItsWay(job, event, mayRunTwice);
  }

  /** It was never awarded, so no worker has anything to say about it. */
  private static Step held(Job job, JobEvent event) {
    return switch (event) {
      case Allowed allowed -> moved(edit(job)
          .passage(job.notes().passage().allowed(allowed.decision()))
          .state(JobState.HELD, allowed.decision().line() + "; auditors are to decide"));
      case Approved approved -> moved(edit(job).waitedMs(approved.waitedMs()).state(JobState.PENDING, "")
          .passage(job.notes().passage().decided(approved.decision())));
      case Rejected rejected -> moved(failed(edit(job), "gate_rejected", rejected.decision().line())
          .passage(job.notes().passage().decided(rejected.decision())));
      case Audited audited ->
        moved(edit(job).audit(audited.audit()).state(JobState.HELD, audited.audit().line()));
      case HoldOver over -> moved(edit(job).state(JobState.EXPIRED,
          "nobody decided about it within " + over.heldMs() / 1000 + " s; " + job.reason()));
      case NeedLost lost -> moved(needLost(job, lost));
      case CancelAsked asked -> moved(cancelled(job));
      case AuctionOpened opened -> throw bug(job, event);
      case AuctionClosed closed -> throw bug(job, event);
      case Awarded award -> throw bug(job, event);
      case LeaseLost lost -> throw bug(job, event);
      case DeadlinePassed passed -> throw bug(job, event);
      default -> kept(job);
    };
  }

  private static Step onItsWay(Job job, JobEvent event, boolean mayRunTwice) {
    return switch (event) {
      case Allowed allowed -> throw bug(job, event);
      case Approved approved -> throw bug(job, event);
      case Rejected rejected -> throw bug(job, event);
      case HoldOver over -> throw bug(job, event);
      case Audited audited -> kept(job);
      case Waits waits -> {
        expect(job, JobState.PENDING, event);
        yield new Step(edit(job).state(JobState.PENDING, waits.why()).job(), Outcome.PROGRESSED);
      }
      case Released released -> {
        expect(job, JobState.PENDING, event);
        yield moved(edit(job).waitedMs(released.waitedMs()).state(JobState.PENDING, ""));
      }
      case NeedLost lost -> {
        expect(job, JobState.PENDING, event);
        yield moved(needLost(job, lost));
      }
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
        yield moved(uncertain(job, "lease_lost", "lease lost", mayRunTwice).reassigned());
      }
      case OutcomeLost lost -> working(job, lost.attempt())
          ? moved(uncertain(job, "unknown", lost.why(), mayRunTwice))
          : kept(job);
      case JobEvent.StoodIn done -> moved(edit(job).result(done.result()).receipt(done.receipt()).progress(1)
          .doneBy(done.receipt().worker(), done.receipt().priceMicros())
          .custody(job.notes().custody().doneBy(done.deputy())).state(JobState.COMPLETED, ""));
      case JobEvent.LeftToHeirs left ->
        new Step(edit(job).custody(Custody.with(left.heirs())).job(), Outcome.NOTED);
      case CancelAsked asked -> moved(cancelled(job));
      case DeadlinePassed passed -> moved(edit(job).state(JobState.EXPIRED, JobStory.expired(job)));
      case OwnerRestarted restarted -> job.state() == JobState.AUCTION
          ? moved(edit(job).state(JobState.PENDING, "owner restarted"))
          : kept(job);
    };
  }

  private static JobEdit needLost(Job job, NeedLost lost) {
    return failed(edit(job), "dependency",
        "job " + lost.need() + ", which it depends on, ended as " + lost.end().word());
  }

  private static JobEdit cancelled(Job job) {
    return edit(job).state(JobState.CANCELLED, "cancelled on request");
  }

  private static Step ended(Job job, JobEvent event) {
    return switch (event) {
      case Allowed allowed -> throw bug(job, event);
      case Approved approved -> throw bug(job, event);
      case Rejected rejected -> throw bug(job, event);
      case HoldOver over -> throw bug(job, event);
      case Succeeded success when isTaken(job, success) -> kept(job);
      case Succeeded success -> late(job, success.attempt());
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
        ? new Step(edit(job).progress(progress.done()).handedIn(progress.said(), progress.ageMs()).job(),
            Outcome.PROGRESSED)
        : kept(job);
  }

  private static Step late(Job job, int attempt) {
    boolean news = job.made(attempt).filter(made -> !made.late()).isPresent();
    return news ? new Step(edit(job).late(attempt).job(), Outcome.LATE) : kept(job);
  }

  private static Step succeeded(Job job, Succeeded success) {
    if (success.attempt() != job.attempt()) {
      return late(job, success.attempt());
    }
    return moved(
        edit(job).ended("completed", false).result(success.result()).receipt(success.receipt()).progress(1)
            .state(JobState.COMPLETED,
                ""));
  }

  private static Step failed(Job job, AttemptFailed failure) {
    if (!working(job, failure.attempt())) {
      return kept(job);
    }
    String why = failure.code() + ": " + failure.message();
    JobEdit edit = edit(job).ended(failure.code(), failure.everywhere());
    if (!failure.beside()) {
      edit.failedAtWork();
    }
    if (!failure.last() && attemptsLeft(job)) {
      return moved(edit.state(JobState.PENDING, failure.everywhere() ? why + "; asking another node" : why));
    }
    return moved(edit.result(error(failure.code(), failure.message())).state(JobState.FAILED,
        JobStory.failed(edit.job(), why, failure.last())));
  }

  private static JobEdit failed(JobEdit edit, String code, String message) {
    return edit.result(error(code, message)).state(JobState.FAILED, message);
  }

  private static Json.Obj error(String code, String message) {
    return Json.Obj.EMPTY.with("ok", false).with("error", code).with("message", message);
  }

  private static JobEdit uncertain(Job job, String end, String why, boolean mayRunTwice) {
    JobEdit edit = edit(job).ended(end, false);
    if (!mayRunTwice && !job.spec().rerunUnknown()) {
      return edit.state(JobState.OUTCOME_UNKNOWN, why + "; it may have run and must not run twice");
    }
    return attemptsLeft(job)
        ? edit.state(JobState.PENDING, why)
        : edit.state(JobState.FAILED, JobStory.failed(edit.job(), why, false));
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
