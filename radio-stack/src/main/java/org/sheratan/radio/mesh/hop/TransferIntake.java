package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.PartStore;
import org.sheratan.radio.fragment.Reassembly;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/** Puts neighbors' transfers together, and tells them what is missing. */
public final class TransferIntake {
  /** What a piece led to. */
  public sealed interface Result {
    /** @param fromDisk parts of it came in before the last restart */
    record Whole(Bytes content, boolean fromDisk) implements Result {}

    record Repeated() implements Result {}

    record Nothing() implements Result {}
  }

  private final MeshTurn turn;
  private final HopFrames frames;
  private final PartStore parts;
  private final Reassembly reassembly;
  private Timers.Timer due;

  public TransferIntake(MeshTurn turn, HopFrames frames, PartStore parts) {
    this.turn = turn;
    this.frames = frames;
    this.parts = parts;
    List<PartStore.Dropped> dropped = new ArrayList<>();
    this.reassembly = new Reassembly(parts, turn.nowMs(), dropped);
    dropped.forEach(this::tell);
    schedule();
  }

  /** @param lasting the link is slow: what is complete shall outlive a restart */
  public Result onPiece(NodeId from, Fragment fragment, long reportDelayMs, long idleMs, boolean lasting) {
    Result result = switch (reassembly.accept(from, fragment, turn.nowMs(), reportDelayMs, idleMs, lasting)) {
      case Reassembly.Outcome.Complete complete -> new Result.Whole(complete.content(), complete.fromDisk());
      case Reassembly.Outcome.Repeated repeated -> new Result.Repeated();
      case Reassembly.Outcome.Partial partial -> new Result.Nothing();
      case Reassembly.Outcome.Contradictory contradictory -> {
        turn.tally().charge(from);
        yield new Result.Nothing();
      }
      case Reassembly.Outcome.Full full -> {
        turn.tally().refuse(from);
        refuse(from, fragment, ControlItem.Why.NO_ROOM);
        yield new Result.Nothing();
      }
    };
    schedule();
    return result;
  }

  /** It is in good hands; its pieces are only acknowledged from now on. */
  public void finish(ArrivalKey.InTransfer key) {
    reassembly.finish(key.from(), key.transfer());
  }

  /** {@code fragment} belongs to what is not taken, for now: {@code from} is told when it waits for a word. */
  public void refuse(NodeId from, Fragment fragment, ControlItem.Why why) {
    if (fragment.reportWanted()) {
      refuse(new ArrivalKey.InTransfer(from, fragment.transfer()), why);
    }
  }

  /** It is not taken, for now. */
  public void refuse(ArrivalKey.InTransfer key, ControlItem.Why why) {
    reassembly.abandon(key.from(), key.transfer());
    frames.sendOnce(key.from(), Priority.HIGH, List.of(new ControlItem.TransferEnd(key.transfer(), why)),
        false);
  }

  /** Its sender sends no more of it. */
  public void givenUp(NodeId from, int transfer) {
    reassembly.abandon(from, transfer);
  }

  /** What was stored of it before a restart does not go with what came after: its sender begins again when it asks. */
  public void spoiled(ArrivalKey.InTransfer key) {
    tell(parts.drop(key.from(), key.transfer(), PartStore.Cause.CONTRADICTORY));
  }

  private void tell(PartStore.Dropped part) {
    String cause = part.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    turn.tell(new MeshEvent.RecordDropped(part.name(), cause));
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
      due = turn.timers().at(nextMs, () -> {
        due = null;
        reassembly.expire(turn.nowMs());
        for (Reassembly.DueReport report : reassembly.dueReports(turn.nowMs())) {
          frames.sendOnce(report.to(), Priority.HIGH, List.of(new ControlItem.Report(report.report())),
              false);
        }
        schedule();
      });
    }
  }
}
