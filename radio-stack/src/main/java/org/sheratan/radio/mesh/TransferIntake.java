package org.sheratan.radio.mesh;

import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.Reassembly;
import org.sheratan.radio.frame.Priority;

/** Puts neighbors' transfers together, and tells them what is missing. */
final class TransferIntake {
  /** What a piece led to. */
  sealed interface Result {
    record Whole(Bytes content) implements Result {}

    record Repeated() implements Result {}

    record Nothing() implements Result {}
  }

  private final MeshTurn turn;
  private final HopSender hops;
  private final Reassembly reassembly = new Reassembly();
  private Timers.Timer due;

  TransferIntake(MeshTurn turn, HopSender hops) {
    this.turn = turn;
    this.hops = hops;
  }

  Result onPiece(NodeId from, Fragment fragment, long reportDelayMs, long idleMs) {
    Result result = switch (reassembly.accept(from, fragment, turn.nowMs(), reportDelayMs, idleMs)) {
      case Reassembly.Outcome.Complete complete -> new Result.Whole(complete.content());
      case Reassembly.Outcome.Repeated repeated -> new Result.Repeated();
      case Reassembly.Outcome.Partial partial -> new Result.Nothing();
      case Reassembly.Outcome.Contradictory contradictory -> {
        turn.tally.charge(from);
        yield new Result.Nothing();
      }
      case Reassembly.Outcome.Full full -> {
        turn.tally.refused++;
        yield new Result.Nothing();
      }
    };
    schedule();
    return result;
  }

  /** It is in good hands; its pieces are only acknowledged from now on. */
  void finish(ArrivalKey.InTransfer key) {
    reassembly.finish(key.from(), key.transfer());
  }

  private void schedule() {
    long nextMs = reassembly.nextDueMs();
    if (due != null && due.dueMs() <= nextMs && due.dueMs() > turn.nowMs()) {
      return;
    }
    if (due != null) {
      due.cancel();
      due = null;
    }
    if (nextMs != Long.MAX_VALUE) {
      due = turn.timers.at(nextMs, () -> {
        due = null;
        reassembly.expire(turn.nowMs());
        for (Reassembly.DueReport report : reassembly.dueReports(turn.nowMs())) {
          hops.sendOnce(report.to(), Priority.HIGH, List.of(new ControlItem.Report(report.report())), false);
        }
        schedule();
      });
    }
  }
}
