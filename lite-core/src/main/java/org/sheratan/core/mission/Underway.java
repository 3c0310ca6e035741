package org.sheratan.core.mission;

/**
 * What an owner keeps of what its job's workers handed in: claims of theirs, each believed no further than that the next
 * worker may try to go on from it.
 *
 * <pre>
 * what happens                           | word, partial | checkpoint
 * the holder hands something in          | newest        | newest
 * awarded again                          | no word, kept | goes along
 * the lease or the outcome was lost      | kept          | kept
 * failed beside the work, or first go    | kept          | kept
 * failed, having been given a checkpoint | kept          | dropped: it may be why
 * completed                              | dropped       | dropped
 * ended otherwise                        | kept          | dropped
 * </pre>
 *
 * @param since the attempt that began from nothing and led to the checkpoint; 0 without one
 * @param atAgeMs age of the job when something was handed in last
 */
public record Underway(int since, long atAgeMs, Interim latest) {
  public static final Underway NONE = new Underway(0, 0, Interim.NONE);

  /** Attempt {@code attempt} handed in {@code said} when the job was {@code ageMs} old. */
  Underway handedIn(int attempt, Interim said, long ageMs) {
    if (said.isNone()) {
      return this;
    }
    int first = since == 0 && said.checkpoint().length() > 0 ? attempt : since;
    return new Underway(first, ageMs, latest.then(said));
  }

  /** Another worker begins. */
  Underway awarded() {
    return of(latest.withoutWord());
  }

  /** Attempt {@code attempt} failed over the work itself, as its worker says. */
  Underway failed(int attempt) {
    return since == attempt ? this : withoutCheckpoint();
  }

  Underway ended(JobState how) {
    return how == JobState.COMPLETED ? NONE : withoutCheckpoint();
  }

  private Underway withoutCheckpoint() {
    return new Underway(0, atAgeMs, latest.withoutCheckpoint()).orNone();
  }

  private Underway of(Interim other) {
    return new Underway(since, atAgeMs, other).orNone();
  }

  private Underway orNone() {
    return latest.isNone() ? NONE : this;
  }
}
