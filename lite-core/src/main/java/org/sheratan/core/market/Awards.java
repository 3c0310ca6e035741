package org.sheratan.core.market;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.Auctioneer.Closed.Won;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.core.wire.WireMessage.Award;
import org.sheratan.core.wire.WireMessage.Cancel;
import org.sheratan.core.wire.WireMessage.LeaseExtended;
import org.sheratan.core.wire.WireMessage.Progress;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * The owner's side of leases: who holds which job until when. A lease that was given is only over when its time is,
 * or when its own worker said so; that no message came through proves nothing.
 */
public final class Awards {
  private static final int AWARD_BYTES = 256;
  private static final int CHECKPOINT_WITHIN_LEASE = 4;

  private final Post post;
  private final Map<JobId, Held> held = new TreeMap<>();
  private final Agenda<JobId> ends = new Agenda<>();

  private record Held(NodeId worker, int attempt, long leaseMs, long endMs, long awardTicket) {
    Held until(long laterMs) {
      return new Held(worker, attempt, leaseMs, Math.max(endMs, laterMs), awardTicket);
    }
  }

  public Awards(Post post) {
    this.post = post;
  }

  /** How long the lease for {@code won} shall be; it must outlast the way of bid and award. */
  public long leaseMs(Job job, Won won, long nowMs) {
    int bytes = AWARD_BYTES + checkpoint(job).length();
    long chosenMs = Lease.chooseMs(post.expectedMs(won.worker(), bytes)) + nowMs - won.receivedMs();
    return Math.min(won.bid().leaseMs(), Math.min(chosenMs, Lease.MAX_MS));
  }

  /** Sends the award of {@code job}, which already counts the attempt. */
  public void give(Job job, Won won, long leaseMs, long nowMs) {
    Award award = new Award(job.id(), won.round(), job.attempt(), job.spec().kind(), job.spec().params(),
        leaseMs,
        job.priceMicros(), WireLimits.MESSAGE_BYTES, job.spec().priority());
    long ticket = post.send(won.worker(), withCheckpoint(award, job, won), job.spec().priority(), leaseMs,
        Mesh.UNPROMPTED);
    hold(job.id(), new Held(won.worker(), job.attempt(), leaseMs, Lease.ownerEndMs(won.receivedMs(), leaseMs),
        ticket));
  }

  /** Left out where it would not fit, or would keep the worker from beginning for a large part of its lease. */
  private Award withCheckpoint(Award award, Job job, Won won) {
    Award whole = award.from(checkpoint(job));
    int bytes = AWARD_BYTES + whole.checkpoint().length();
    boolean pays = post.expectedMs(won.worker(), bytes) <= award.leaseMs() / CHECKPOINT_WITHIN_LEASE;
    return pays && WireCodec.fits(whole, post.self(), won.worker()) ? whole : award;
  }

  private static Bytes checkpoint(Job job) {
    return job.notes().underway().latest().checkpoint();
  }

  /** After a restart: the worker may have renewed until the very end, so the lease counts anew in full. */
  public void restore(Job job, long leaseMs, long nowMs) {
    hold(job.id(),
        new Held(job.worker().orElseThrow(), job.attempt(), leaseMs, Lease.ownerEndMs(nowMs, leaseMs),
            0));
  }

  /**
   * Extends the lease if {@code from} holds it and asks for it; tells it to stop if it does not hold it.
   *
   * @return whether it holds it
   */
  public boolean onProgress(NodeId from, Progress progress, long arrival, long nowMs) {
    Held lease = held.get(progress.job());
    if (lease == null || !lease.worker().equals(from) || lease.attempt() != progress.attempt()) {
      post.send(from, new Cancel(progress.job(), progress.attempt()), Priority.NORMAL,
          Lease.MIN_MS, arrival);
      return false;
    }
    post.confirmed(lease.awardTicket(), Mesh.UNPROMPTED);
    if (progress.renewal() > 0) {
      hold(progress.job(), lease.until(Lease.ownerEndMs(nowMs, lease.leaseMs())));
      post.send(from,
          new LeaseExtended(progress.job(), progress.attempt(), progress.renewal(), lease.leaseMs()),
          Priority.HIGH, lease.leaseMs() / 2, arrival);
    }
    return true;
  }

  /** The worker answered with a refusal, which proves that the award arrived. */
  public void onRefused(JobId job, long arrival) {
    Held lease = held.get(job);
    if (lease != null) {
      post.confirmed(lease.awardTicket(), arrival);
    }
  }

  /** Tells the worker to stop. */
  public void cancel(Job job) {
    Held lease = held.get(job.id());
    if (lease != null) {
      post.send(lease.worker(), new Cancel(job.id(), lease.attempt()), job.spec().priority(), lease.leaseMs(),
          Mesh.UNPROMPTED);
    }
  }

  /** The attempt has ended, one way or the other. */
  public void release(JobId job) {
    Held lease = held.remove(job);
    ends.clear(job);
    if (lease != null) {
      post.abandon(lease.awardTicket());
    }
  }

  /** Jobs whose lease is over now; each still holds until {@link #release}. */
  public List<JobId> lost(long nowMs) {
    return ends.due(nowMs);
  }

  public long nextPollMs() {
    return ends.nextDueMs();
  }

  private void hold(JobId job, Held lease) {
    held.put(job, lease);
    ends.at(lease.endMs(), job);
  }
}
