package org.sheratan.edge.clock;

import java.util.Optional;

import org.sheratan.kernel.WallState;

/**
 * What to save for the next start: the last time that GPS or NTP said in this one and what has surely passed since; the
 * bound of this start where that is later, or nobody said anything. A newer word of theirs takes the place of the older,
 * an earlier time too: a wrong one that was corrected leaves no trace. Immutable.
 */
public final class NextBound {
  public static final NextBound NONE = new NextBound(Optional.empty());

  private final Optional<Anchor> verified;

  private NextBound(Optional<Anchor> verified) {
    this.verified = verified;
  }

  /** @param wall how it is at {@code nowMs} of the monotonic clock */
  public NextBound after(WallState wall, long nowMs) {
    return wall.quality().verified()
        ? new NextBound(Optional.of(new Anchor(wall.wallMs(), nowMs)))
        : this;
  }

  /** Milliseconds since 1970 UTC; 0 when nothing is known. */
  public long atMs(WallState wall, long nowMs) {
    long carriedMs = verified.map(word -> word.wallMs() + WallBelief.surelyMs(word.ageMs(nowMs))).orElse(0L);
    return Math.max(wall.notBeforeMs(), carriedMs);
  }
}
