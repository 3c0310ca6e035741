package org.sheratan.core.mission;

/**
 * What is kept with a job beside its way through the machine.
 *
 * @param passage how it came through the gates
 * @param underway what its workers handed in before their end
 */
public record JobNotes(Origin origin, Passage passage, Retry retry, Underway underway) {
  /** Of jobs stored before there were notes. */
  public static final JobNotes NONE = of(Origin.UNKNOWN, Passage.NONE);

  /** Of a job just accepted. */
  public static JobNotes of(Origin origin, Passage passage) {
    return new JobNotes(origin, passage, Retry.NONE, Underway.NONE);
  }

  public JobNotes with(Retry other) {
    return new JobNotes(origin, passage, other, underway);
  }

  JobNotes with(Passage way) {
    return new JobNotes(origin, way, retry, underway);
  }

  public JobNotes with(Underway other) {
    return new JobNotes(origin, passage, retry, other);
  }
}
