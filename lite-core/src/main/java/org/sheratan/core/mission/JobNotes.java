package org.sheratan.core.mission;

/** What is kept with a job beside its way through the machine. */
public record JobNotes(Origin origin) {
  /** Of jobs stored before there were notes. */
  public static final JobNotes NONE = new JobNotes(Origin.UNKNOWN);
}
