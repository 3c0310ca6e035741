package org.sheratan.core.dispatch;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.sheratan.core.market.Capability;
import org.sheratan.core.mission.Attempt;
import org.sheratan.core.mission.Inquiry;
import org.sheratan.core.mission.Job;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.wire.Outcome.Failed;
import org.sheratan.kernel.NodeId;

/**
 * What a worker's word that a job fails is worth (decision 0066). It is a claim: no other worker ends a job by itself
 * while somebody else could run it. A node that gave a lasting answer is not asked about that job again.
 *
 * <pre>
 * said              | by            | the job
 * fails everywhere  | the owner     | ends
 * fails everywhere  | a second node | ends
 * fails everywhere  | one node      | goes to another node; ends when there is none
 * a lasting failure | any node      | goes to another node; ends when there is none
 * a passing failure | any node      | goes on while attempts are left
 * </pre>
 */
final class SecondOpinion {
  private final NodeId self;
  private final ToolCatalog tools;
  private final Capability capability;

  SecondOpinion(NodeId self, ToolCatalog tools, Capability capability) {
    this.self = self;
    this.tools = tools;
    this.capability = capability;
  }

  /** Nodes that a way leads to and that have not given a lasting answer about {@code job}. */
  List<NodeId> stillToAsk(Job job) {
    SortedSet<NodeId> answered = answered(job);
    return capability.reachable(job.spec().kind(), job.spec().needs()).stream()
        .filter(node -> !answered.contains(node) && mayHaveIt(job, node)).toList();
  }

  /** Others may be able that no way leads to now. */
  void seekOthers(Job job) {
    capability.seek(job.spec().kind(), job.spec().needs());
  }

  /** Whether {@code failed} claims that {@code job} fails on any node. Of parameters the owner knows better. */
  boolean everywhere(Job job, Failed failed) {
    boolean checkedHere = failed.code().equals(FailureCode.INVALID)
        && tools.find(job.spec().kind()).isPresent();
    return !failed.retryElsewhere() && !checkedHere;
  }

  /** Whether {@code job} ends by what {@code from} says about its latest attempt. */
  boolean ends(Job job, NodeId from, Failed failed) {
    boolean everywhere = everywhere(job, failed);
    if (everywhere && (from.equals(self) || saidByAnother(job, from))) {
      return true;
    }
    if (!everywhere && !FailureCode.lasting(failed.code())) {
      return false;
    }
    SortedSet<NodeId> answered = answered(job);
    answered.add(from);
    return capability.capable(job.spec().kind(), job.spec().needs()).stream()
        .filter(node -> mayHaveIt(job, node)).allMatch(answered::contains);
  }

  /** A question to an auditor is nobody else's, whatever others offer. */
  private static boolean mayHaveIt(Job job, NodeId node) {
    return job.spec().notes().inquiry().map(Inquiry::auditor).map(node::equals).orElse(true);
  }

  /** Workers whose claim that {@code job} fails everywhere is refuted by {@code succeeded}. */
  SortedSet<NodeId> refuted(Job job, NodeId succeeded) {
    SortedSet<NodeId> refuted = new TreeSet<>();
    job.history().stream().filter(Attempt::everywhere).forEach(attempt -> refuted.add(attempt.worker()));
    refuted.remove(succeeded);
    return refuted;
  }

  private static boolean saidByAnother(Job job, NodeId from) {
    return job.history().stream().anyMatch(attempt -> attempt.everywhere() && !attempt.worker().equals(from));
  }

  private static SortedSet<NodeId> answered(Job job) {
    SortedSet<NodeId> answered = new TreeSet<>();
    job.history().stream().filter(attempt -> attempt.everywhere() || FailureCode.lasting(attempt.end()))
        .forEach(attempt -> answered.add(attempt.worker()));
    return answered;
  }
}
