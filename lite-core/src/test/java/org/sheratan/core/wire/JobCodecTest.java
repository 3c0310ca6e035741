package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Attempt;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Passage;
import org.sheratan.core.mission.TaskId;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

class JobCodecTest {
  /** As version 2 stored it. */
  static final JobSpec SPEC_BEFORE_TASKS = new JobSpec("transcode",
      Json.Obj.EMPTY.with("path", "a").with("x", true), Priority.EMERGENCY, 12_345, List.of("gpu:8G", "net"),
      77, 3,
      true, Optional.of("k\u00e9y"))
      .after(List.of(new JobId(WireFixtures.JOB.owner(), 1, 3), WireFixtures.JOB));
  static final JobSpec FULL_SPEC = SPEC_BEFORE_TASKS.of(new TaskId(WireFixtures.JOB.owner(), 2, 5));
  private static final List<Attempt> HISTORY = List.of(
      new Attempt(1, WireFixtures.OWNER.id(), "not_found", true, true),
      new Attempt(2, WireFixtures.WORKER.id(), "completed", false, false));
  static final Job FULL_JOB = full(FULL_SPEC, 7_000, HISTORY,
      JobNotes.of(new Origin(Origin.Zone.SCHEDULE, "w\u00e9ekly"), Passage.NONE));
  /** As version 4 stored it. */
  static final Job FULL_JOB_BEFORE_NOTES = full(FULL_SPEC, 7_000, HISTORY, JobNotes.NONE);
  /** As version 3 stored it. */
  static final Job FULL_JOB_BEFORE_TASKS = full(SPEC_BEFORE_TASKS, 7_000, HISTORY, JobNotes.NONE);
  /** As version 2 stored it. */
  static final Job FULL_JOB_BEFORE_NEEDS = full(SPEC_BEFORE_TASKS.after(List.of()), 0, HISTORY,
      JobNotes.NONE);
  /** As version 1 stored it. */
  static final Job FULL_JOB_BEFORE_HISTORY = full(SPEC_BEFORE_TASKS.after(List.of()), 0, List.of(),
      JobNotes.NONE);

  @Test
  void shouldReadBackJobsAndSpecs() {
    Job fresh = Job.accepted(WireFixtures.JOB, JobSpec.of("ping", Json.Obj.EMPTY), JobNotes.NONE, 0);
    assertEquals(fresh, JobCodec.decode(JobCodec.encode(fresh)));
    assertEquals(FULL_JOB, JobCodec.decode(JobCodec.encode(FULL_JOB)));
    assertEquals(FULL_SPEC, JobSpecCodec.decode(JobSpecCodec.encode(FULL_SPEC)));
    assertEquals(fresh.spec(), JobSpecCodec.decode(JobSpecCodec.encode(fresh.spec())));
  }

  @Test
  void shouldReadBackEveryState() {
    for (JobState state : JobState.values()) {
      Job job = new Job(WireFixtures.JOB, FULL_SPEC, state, 0, 0, 0, Optional.empty(), 0, Optional.empty(),
          "",
          Optional.empty(), Optional.empty(), 0, 0, 0, 0, List.of(), JobNotes.NONE);
      assertEquals(job, JobCodec.decode(JobCodec.encode(job)));
    }
  }

  @Test
  void shouldRefuseCutAndChangedJobsWithoutAnyOtherError() {
    Bytes stored = JobCodec.encode(FULL_JOB);
    for (int length = 0; length < stored.length(); length++) {
      Bytes cut = stored.slice(0, length);
      assertThrows(MalformedException.class, () -> JobCodec.decode(cut));
    }
    SeededEntropy entropy = new SeededEntropy(3);
    for (int round = 0; round < 50_000; round++) {
      byte[] changed = stored.toArray();
      changed[entropy.nextInt(changed.length)] = (byte) entropy.nextLong();
      try {
        Job job = JobCodec.decode(Bytes.copyOf(changed));
        assertEquals(job, JobCodec.decode(JobCodec.encode(job)));
      } catch (MalformedException refused) {
        continue;
      }
    }
  }

  private static Job full(JobSpec spec, long waitedMs, List<Attempt> history, JobNotes notes) {
    return new Job(WireFixtures.JOB, spec, JobState.COMPLETED, 2, 5, 1,
        Optional.of(WireFixtures.WORKER.id()), 1500, Optional.of(0.25), "a worker was lost",
        Optional.of(WireFixtures.RESULT), Optional.of(WireFixtures.receipt(WireFixtures.RESULT)), 4,
        1_795_219_200_000L, 61_000, waitedMs, history, notes);
  }
}
