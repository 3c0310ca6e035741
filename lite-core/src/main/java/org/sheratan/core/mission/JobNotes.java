package org.sheratan.core.mission;

import java.util.Optional;

/**
 * What is kept with a job beside its way through the machine.
 *
 * @param passage how it came through the gates
 * @param underway what its workers handed in before their end
 * @param audit what auditors say of it, where they were asked
 * @param custody who else keeps it, and for whom
 */
public record JobNotes(Origin origin, Passage passage, Retry retry, Underway underway,
    Optional<Audit> audit, Custody custody) {
  /** Of jobs stored before there were notes. */
  public static final JobNotes NONE = of(Origin.UNKNOWN, Passage.NONE);

  /** Of a job just accepted. */
  public static JobNotes of(Origin origin, Passage passage) {
    return new JobNotes(origin, passage, Retry.NONE, Underway.NONE, Optional.empty(), Custody.NONE);
  }

  public JobNotes with(Retry other) {
    return new JobNotes(origin, passage, other, underway, audit, custody);
  }

  JobNotes with(Passage way) {
    return new JobNotes(origin, way, retry, underway, audit, custody);
  }

  public JobNotes with(Underway other) {
    return new JobNotes(origin, passage, retry, other, audit, custody);
  }

  public JobNotes with(Audit words) {
    return new JobNotes(origin, passage, retry, underway, Optional.of(words), custody);
  }

  public JobNotes with(Custody other) {
    return new JobNotes(origin, passage, retry, underway, audit, other);
  }
}
