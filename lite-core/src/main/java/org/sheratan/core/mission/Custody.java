package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/**
 * Who else keeps a job, and for whom it is kept.
 *
 * @param heirs of this job, in the order in which they take over
 * @param deputyOf the job of another owner that this one stands in for
 * @param deputy the job of an heir whose result became this one's
 */
public record Custody(List<Heir> heirs, Optional<JobId> deputyOf, Optional<JobId> deputy) {
  public static final Custody NONE = new Custody(List.of(), Optional.empty(), Optional.empty());

  /** @param acceptance its signed message that the will is on its disk */
  public record Heir(NodeId node, Bytes acceptance) {}

  public Custody {
    heirs = List.copyOf(heirs);
  }

  public static Custody with(List<Heir> heirs) {
    return new Custody(heirs, Optional.empty(), Optional.empty());
  }

  public static Custody standingIn(JobId of) {
    return new Custody(List.of(), Optional.of(of), Optional.empty());
  }

  Custody doneBy(JobId other) {
    return new Custody(heirs, deputyOf, Optional.of(other));
  }

  public boolean isHeir(NodeId node) {
    return heirs.stream().anyMatch(heir -> heir.node().equals(node));
  }
}
