package org.sheratan.core.dispatch;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;

/**
 * Some of the jobs there are: of those that live, or of those in the archive, so that only the ones or the others are looked at.
 *
 * @param live which of the two
 * @param job whether one is among them
 * @param ended the same of one in the archive, by what {@link EndedStates} keeps of it
 */
record JobFilter(boolean live, Predicate<Job> job, IntPredicate ended) {
  static JobFilter in(JobState state) {
    return new JobFilter(!state.terminal(), job -> job.state() == state, EndedStates.in(state));
  }

  /** @param of only those that failed for this */
  static JobFilter dead(Optional<FailureClass> of) {
    return new JobFilter(false,
        job -> job.dead() && (of.isEmpty() || of.equals(job.notes().retry().failure())),
        EndedStates.dead(of));
  }
}
