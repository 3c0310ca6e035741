package org.sheratan.core.dispatch;

import org.sheratan.core.json.JsonWeight;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;

/** An own job that has not ended, and when it was accepted by this start's monotonic clock. */
final class LiveJob {
  private final long acceptedAtMs;
  private final long paramsBytes;
  private Job job;
  private long leaseMs;
  private int lostAuctions;

  /** @param job as of {@code nowMs}, its age included */
  LiveJob(Job job, long leaseMs, long nowMs) {
    this.job = job;
    this.paramsBytes = JsonWeight.of(job.spec().params());
    this.leaseMs = leaseMs;
    this.acceptedAtMs = nowMs - job.ageMs();
  }

  JobId id() {
    return job.id();
  }

  Job job() {
    return job;
  }

  /** Memory that its parameters take, about. */
  long paramsBytes() {
    return paramsBytes;
  }

  Job at(long nowMs) {
    Job aged = job.aged(Math.max(0, nowMs - acceptedAtMs));
    return aged.state().terminal() ? aged.endedAgo(0) : aged;
  }

  void become(Job next) {
    job = next;
  }

  /** When it could first begin, once nothing it depends on is unfinished. */
  long readyAtMs() {
    return acceptedAtMs + job.waitedMs();
  }

  /** Once nothing it depends on is unfinished. */
  long deadlineMs() {
    return readyAtMs() + job.spec().timeoutMs();
  }

  /** When a held job ends unless somebody decides. */
  long heldUntilMs(long holdMs) {
    return acceptedAtMs + holdMs;
  }

  long remainingMs(long nowMs) {
    return Math.max(1, deadlineMs() - nowMs);
  }

  /** Nothing is tried before. */
  void pauseUntil(long atMs) {
    job = job.noted(job.notes().retry().at(atMs - acceptedAtMs));
  }

  /** When its latest pause ends, or ended. */
  long pausedUntilMs() {
    return acceptedAtMs + job.notes().retry().atAgeMs();
  }

  /** Of the latest award; 0 before the first. */
  long leaseMs() {
    return leaseMs;
  }

  void leaseMs(long ms) {
    leaseMs = ms;
  }

  /** An auction found nobody. */
  void auctionLost() {
    lostAuctions++;
  }

  void wasAwarded() {
    lostAuctions = 0;
  }

  /** What the next pause grows with: awards so far, restarts survived, and auctions lost in a row. */
  int failures() {
    return job.attempt() + lostAuctions;
  }
}
