package org.sheratan.core.mission;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.NodeId;

/**
 * A job as its owner knows it: one immutable snapshot.
 *
 * @param attempt awards made so far
 * @param bids bids seen in the latest auction
 * @param reassigned awards given again after a lease was lost
 * @param worker holder of the latest award
 * @param priceMicros agreed price of the latest award
 * @param progress latest progress, 0..1, or empty
 * @param reason why it waits, failed or ended, for people; empty when there is nothing to say
 * @param result the tool's result, once completed (or its error object, once failed)
 * @param receipt verified receipt for {@code result}
 * @param lateResults results that came too late to be taken
 * @param acceptedWallMs wall time at acceptance, 0 when the node had none that is vouched for
 * @param ageMs time since acceptance, power-off time not counted; of an ended job, how long it took
 * @param waitedMs time after acceptance until it could begin: until it was approved, if it was held, and the jobs it
 *     depends on were completed
 * @param history every award so far, the first one first; those made before version 2 of the stored form are missing
 * @param notes what is kept beside, such as where it came from
 * @param endedAgoMs time since it ended, not stored; empty while it has not, or when that was before the last start
 */
public record Job(JobId id, JobSpec spec, JobState state, int attempt, int bids, int reassigned,
    Optional<NodeId> worker, long priceMicros, Optional<Double> progress, String reason,
    Optional<Json.Obj> result, Optional<Receipt> receipt, int lateResults, long acceptedWallMs, long ageMs,
    long waitedMs, List<Attempt> history, JobNotes notes, Optional<Long> endedAgoMs) {
  public Job {
    history = List.copyOf(history);
  }

  /** One as it is stored. */
  public Job(JobId id, JobSpec spec, JobState state, int attempt, int bids, int reassigned,
      Optional<NodeId> worker, long priceMicros, Optional<Double> progress, String reason,
      Optional<Json.Obj> result, Optional<Receipt> receipt, int lateResults, long acceptedWallMs, long ageMs,
      long waitedMs, List<Attempt> history, JobNotes notes) {
    this(id, spec, state, attempt, bids, reassigned, worker, priceMicros, progress, reason, result, receipt,
        lateResults, acceptedWallMs, ageMs, waitedMs, history, notes, Optional.empty());
  }

  /** A job just accepted; held, where a gate wants a person's word. */
  public static Job accepted(JobId id, JobSpec spec, JobNotes notes, long wallMs) {
    String held = notes.passage().why();
    return new Job(id, spec, held.isEmpty() ? JobState.PENDING : JobState.HELD, 0, 0, 0, Optional.empty(), 0,
        Optional.empty(), held, Optional.empty(), Optional.empty(), 0, wallMs, 0, 0, List.of(), notes);
  }

  /** Award {@code number}, if it was made and is known. */
  public Optional<Attempt> made(int number) {
    return history.stream().filter(attempt -> attempt.number() == number).findFirst();
  }

  /** This job seen {@code ms} after its acceptance. */
  public Job aged(long ms) {
    return new JobEdit(this).ageMs(ms).job();
  }

  /** This job with other notes. */
  public Job noted(JobNotes others) {
    return new Job(id, spec, state, attempt, bids, reassigned, worker, priceMicros, progress, reason, result,
        receipt, lateResults, acceptedWallMs, ageMs, waitedMs, history, others, endedAgoMs);
  }

  /** This job, seen otherwise where it is about trying again. */
  public Job noted(Retry retry) {
    return noted(notes.with(retry));
  }

  /** How long its pause still lasts; empty when it does not pause. */
  public Optional<Long> retryInMs() {
    long leftMs = notes.retry().atAgeMs() - ageMs;
    return state == JobState.PENDING && leftMs > 0 ? Optional.of(leftMs) : Optional.empty();
  }

  /** Ended without being completed, not because somebody wanted that, and nobody has tried it once more. */
  public boolean dead() {
    return switch (state) {
      case FAILED, EXPIRED, OUTCOME_UNKNOWN -> notes.retry().as().isEmpty();
      default -> false;
    };
  }

  /** This job, which ended {@code ms} ago. */
  public Job endedAgo(long ms) {
    return new Job(id, spec, state, attempt, bids, reassigned, worker, priceMicros, progress, reason, result,
        receipt, lateResults, acceptedWallMs, ageMs, waitedMs, history, notes, Optional.of(ms));
  }

  /** Time since acceptance; empty when nobody knows when it ended. */
  public Optional<Long> sinceAcceptedMs() {
    return state.terminal() ? endedAgoMs.map(ms -> ageMs + ms) : Optional.of(ageMs);
  }
}
