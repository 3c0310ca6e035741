package org.sheratan.core.market;

import java.util.ArrayDeque;
import java.util.Deque;

import org.sheratan.core.mission.Interim;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.kernel.NodeId;

/** An award this worker holds: waiting for a place or running, under a lease that it must keep renewing. */
final class Claim {
  private static final int REMEMBERED_REQUESTS = 8;

  final NodeId owner;
  final Award award;
  private final Deque<Request> requests = new ArrayDeque<>();
  private final long deadlineMs;
  private long leaseMs;
  private long leaseBaseMs;
  private long lastReportMs = Long.MIN_VALUE;
  private int renewals;
  private long startedMs = -1;
  private double done;

  private record Request(int renewal, long sentMs, long ticket) {}

  /** @param bidSentMs when the bid was sent that this award took */
  Claim(NodeId owner, Award award, long bidSentMs, long deadlineMs) {
    this.owner = owner;
    this.award = award;
    this.deadlineMs = deadlineMs;
    this.leaseMs = award.leaseMs();
    this.leaseBaseMs = bidSentMs;
  }

  ClaimKey key() {
    return new ClaimKey(award.job(), award.attempt());
  }

  ToolOrder order() {
    return new ToolOrder(award.job(), award.attempt(), award.kind(), award.params(), award.checkpoint());
  }

  /** The lease's end, or the job's deadline when that is earlier. */
  long endMs() {
    return Math.min(deadlineMs, Lease.workerEndMs(leaseBaseMs, leaseMs));
  }

  long leaseMs() {
    return leaseMs;
  }

  long nextRenewalMs() {
    return Math.max(leaseBaseMs, lastReportMs) + Lease.renewAfterMs(leaseMs);
  }

  /** Whether progress may be told again without crowding the air. */
  boolean mayReport(long nowMs) {
    return lastReportMs == Long.MIN_VALUE || nowMs - lastReportMs >= Lease.renewAfterMs(leaseMs) / 2;
  }

  /** Counts a renewal request; {@link #requested} tells its ticket. */
  int nextRenewal() {
    return ++renewals;
  }

  void requested(long nowMs, long ticket) {
    lastReportMs = nowMs;
    requests.add(new Request(renewals, nowMs, ticket));
    if (requests.size() > REMEMBERED_REQUESTS) {
      requests.poll();
    }
  }

  /** The lease now counts from request {@code renewal}; returns that request's ticket, 0 when it is forgotten. */
  long extended(int renewal, long grantedMs) {
    for (Request request : requests) {
      if (request.renewal() == renewal) {
        if (Lease.workerEndMs(request.sentMs(), grantedMs) > Lease.workerEndMs(leaseBaseMs, leaseMs)) {
          leaseBaseMs = request.sentMs();
          leaseMs = grantedMs;
        }
        return request.ticket();
      }
    }
    return 0;
  }

  boolean started() {
    return startedMs >= 0;
  }

  void started(long nowMs) {
    startedMs = nowMs;
  }

  long startedMs() {
    return startedMs;
  }

  void progress(double share) {
    done = Math.clamp(share, 0, 1);
  }

  /** What the tool hands in, to the owner. */
  Progress handIn(Interim said) {
    return new Progress(award.job(), award.attempt(), donePermille(), 0, said);
  }

  int donePermille() {
    return (int) Math.round(done * 1000);
  }
}
