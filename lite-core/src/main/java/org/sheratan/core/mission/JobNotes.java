package org.sheratan.core.mission;

/** What is kept with a job beside its way through the machine. */
public record JobNotes(Origin origin, Retry retry) {
  /** Of jobs stored before there were notes. */
  public static final JobNotes NONE = of(Origin.UNKNOWN);

  /** Of a job just accepted. */
  public static JobNotes of(Origin origin) {
    return new JobNotes(origin, Retry.NONE);
  }

  public JobNotes with(Retry other) {
    return new JobNotes(origin, other);
  }
}
