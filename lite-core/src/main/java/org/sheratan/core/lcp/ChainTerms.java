package org.sheratan.core.lcp;

import org.sheratan.core.mission.JobSpec;
import org.sheratan.radio.frame.Priority;

/**
 * On which terms a chain's jobs are submitted: those of its first job.
 *
 * @param leftMicros what jobs may still cost, those under way paid at their highest price; {@link Long#MAX_VALUE} where
 *     the first job names no limit
 */
public record ChainTerms(Priority priority, long leftMicros) {
  public static final ChainTerms NONE = new ChainTerms(Priority.NORMAL, Long.MAX_VALUE);

  /** With that job under way, which may cost all of it. */
  static ChainTerms of(JobSpec first) {
    return new ChainTerms(first.priority(), first.maxPriceMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : 0);
  }

  private boolean limited() {
    return leftMicros != Long.MAX_VALUE;
  }

  /** Whether nothing is left for now. */
  boolean spent() {
    return leftMicros == 0;
  }

  /** For one of {@code jobs} that are submitted at once. */
  long shareMicros(int jobs) {
    return limited() ? leftMicros / jobs : leftMicros;
  }

  /** With a job under way that may cost {@code maxPriceMicros}. */
  ChainTerms submitted(long maxPriceMicros) {
    return limited() ? new ChainTerms(priority, Math.max(0, leftMicros - maxPriceMicros)) : this;
  }

  /** Without it: it ended, and has cost {@code paidMicros}. */
  ChainTerms ended(long maxPriceMicros, long paidMicros) {
    return limited() ? new ChainTerms(priority, leftMicros + Math.max(0, maxPriceMicros - paidMicros)) : this;
  }
}
