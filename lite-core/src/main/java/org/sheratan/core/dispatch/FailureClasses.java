package org.sheratan.core.dispatch;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.tool.FailureCode;

/**
 * Which class a failure is of, from what happened to the job.
 *
 * <pre>
 * event           | class
 * NeedLost        | DEPENDENCY
 * AttemptFailed   | PERMANENT when its worker said that it fails everywhere, else by the code it gave: CAPABILITY for what
 *                 | that node has not got, PERMANENT for another lasting one, TRANSIENT for the rest
 * LeaseLost,      | TRANSIENT
 *  OutcomeLost    |
 * AuctionClosed   | CAPABILITY without a bid, else TRANSIENT
 * DeadlinePassed  | TRANSIENT while it was worked on, else as before, TRANSIENT when nothing was
 * Rejected        | PERMANENT
 * HoldOver        | TRANSIENT
 * Succeeded,      | none
 *  CancelAsked    |
 * others          | as before
 * </pre>
 */
final class FailureClasses {
  /** Lasting answers that say more of the node than of the job. */
  private static final List<String> OF_THE_NODE = List.of(FailureCode.UNKNOWN_KIND, FailureCode.DENIED,
      FailureCode.READ_ONLY);

  /** What stops a run before it begins, or whatever it does; the first three are words of the market. */
  private static final List<String> BESIDE_THE_WORK = List.of("refused", "lease_ended", "worker_restarted",
      FailureCode.BUSY, FailureCode.STOPPED, FailureCode.UNKNOWN_KIND, FailureCode.DENIED,
      FailureCode.READ_ONLY, FailureCode.DISK_FULL, FailureCode.UNREACHABLE, FailureCode.IO_ERROR);

  private FailureClasses() {}

  /** Whether a failure says nothing against what the run was given to go on from. */
  static boolean besideTheWork(String code) {
    return BESIDE_THE_WORK.contains(code);
  }

  /** {@code after}, with the class noted. */
  static Job noted(Job before, JobEvent event, Job after) {
    return after.noted(after.notes().retry().failed(of(before, event)));
  }

  private static Optional<FailureClass> of(Job before, JobEvent event) {
    Optional<FailureClass> known = before.notes().retry().failure();
    return switch (event) {
      case JobEvent.NeedLost lost -> Optional.of(FailureClass.DEPENDENCY);
      case JobEvent.AttemptFailed failed ->
        Optional.of(failed.everywhere() ? FailureClass.PERMANENT : ofCode(failed.code()));
      case JobEvent.LeaseLost lost -> Optional.of(FailureClass.TRANSIENT);
      case JobEvent.OutcomeLost lost -> Optional.of(FailureClass.TRANSIENT);
      case JobEvent.AuctionClosed closed ->
        Optional.of(closed.bids() == 0 ? FailureClass.CAPABILITY : FailureClass.TRANSIENT);
      case JobEvent.DeadlinePassed passed ->
        Optional.of(before.state() == JobState.WORKING
            ? FailureClass.TRANSIENT
            : known.orElse(FailureClass.TRANSIENT));
      case JobEvent.Rejected rejected -> Optional.of(FailureClass.PERMANENT);
      case JobEvent.HoldOver over -> Optional.of(FailureClass.TRANSIENT);
      case JobEvent.Succeeded done -> Optional.empty();
      case JobEvent.StoodIn done -> Optional.empty();
      case JobEvent.CancelAsked asked -> Optional.empty();
      default -> known;
    };
  }

  private static FailureClass ofCode(String code) {
    if (OF_THE_NODE.contains(code)) {
      return FailureClass.CAPABILITY;
    }
    return FailureCode.lasting(code) ? FailureClass.PERMANENT : FailureClass.TRANSIENT;
  }
}
