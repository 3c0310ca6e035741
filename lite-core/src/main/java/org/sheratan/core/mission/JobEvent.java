package org.sheratan.core.mission;

import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.NodeId;

/** What can happen to a job at its owner. */
public sealed interface JobEvent {
  /** Not all the jobs it depends on are completed. */
  record Waits(String why) implements JobEvent {}

  /** The last of the jobs it depends on is completed. */
  record Released(long waitedMs) implements JobEvent {}

  /** A job it depends on ended, and not as completed. */
  record NeedLost(JobId need, JobState end) implements JobEvent {}

  /** A person lets a held job go on to auditors, who are to decide after that. */
  record Allowed(Passage.Decision decision) implements JobEvent {}

  /**
   * A person lets a held job go on, or auditors do.
   *
   * @param waitedMs how long after its acceptance
   */
  record Approved(Passage.Decision decision, long waitedMs) implements JobEvent {}

  /** A person ends a held job, or auditors do. */
  record Rejected(Passage.Decision decision) implements JobEvent {}

  /** Auditors were asked about a held job, or one has answered. */
  record Audited(Audit audit) implements JobEvent {}

  /** Nobody decided about a held job for as long as it may wait. */
  record HoldOver(long heldMs) implements JobEvent {}

  record AuctionOpened() implements JobEvent {}

  /**
   * Nobody was awarded.
   *
   * @param full whether the only thing wrong was that whoever could run it has no place free
   */
  record AuctionClosed(int bids, String why, boolean full) implements JobEvent {
    public AuctionClosed(int bids, String why) {
      this(bids, why, false);
    }
  }

  /** @param score of the winning bid, 0..1 */
  record Awarded(NodeId worker, long priceMicros, int bids, double score) implements JobEvent {}

  /**
   * @param said what it hands in along with it
   * @param ageMs of the job
   */
  record Progressed(int attempt, double done, Interim said, long ageMs) implements JobEvent {}

  /** A result whose receipt holds. */
  record Succeeded(int attempt, Json.Obj result, Receipt receipt) implements JobEvent {}

  /**
   * The worker, or the check of its receipt, says that this attempt failed.
   *
   * @param everywhere the worker says that it would fail on any node
   * @param last the owner asks nobody else
   * @param beside it failed before the work began, or for want of something beside it, such as room on a disk
   */
  record AttemptFailed(int attempt, String code, String message, boolean everywhere, boolean last,
      boolean beside) implements JobEvent {
    /** Over the work itself. */
    public AttemptFailed(int attempt, String code, String message, boolean everywhere, boolean last) {
      this(attempt, code, message, everywhere, last, false);
    }
  }

  /** The lease ran out at the owner; whether the tool ran, nobody knows. */
  record LeaseLost(int attempt) implements JobEvent {}

  /** The worker began this attempt and cannot say how it ended. */
  record OutcomeLost(int attempt, String why) implements JobEvent {}

  /** Another node stood in for this one while it was silent, and its receipt holds. */
  record StoodIn(JobId deputy, Json.Obj result, Receipt receipt) implements JobEvent {}

  /** A job that a gate had held is kept by these nodes, too, from now on. */
  record LeftToHeirs(List<Custody.Heir> heirs) implements JobEvent {
    public LeftToHeirs {
      heirs = List.copyOf(heirs);
    }
  }

  record CancelAsked() implements JobEvent {}

  record DeadlinePassed() implements JobEvent {}

  /** The owner itself came back from a restart. */
  record OwnerRestarted() implements JobEvent {}
}
