package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobNotes;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Retry;

class JobStampTest {
  private final Job job = Job.accepted(new JobId("k7f3q2ab", 3, 17), JobSpec.of("ping", Json.Obj.EMPTY),
      JobNotes.NONE, 1_795_000_000_000L);

  @Test
  void shouldNotGrowOlder() {
    assertEquals(JobStamp.of(job), JobStamp.of(job.aged(5_000)));
    assertEquals(JobStamp.of(job), JobStamp.of(job.endedAgo(7_000)));
    assertEquals(JobStamp.of(job), JobStamp.of(JobCodec.decode(JobCodec.encode(job.aged(9_000)))),
        "or restart");
  }

  @Test
  void shouldTellOtherJobsAndOtherStatesApart() {
    Job other = Job.accepted(new JobId("k7f3q2ab", 3, 18), job.spec(), job.notes(), job.acceptedWallMs());
    assertNotEquals(JobStamp.of(job), JobStamp.of(other));
    assertNotEquals(JobStamp.of(job),
        JobStamp.of(job.noted(job.notes().retry().as(new JobId("k7f3q2ab", 3, 19)))));
  }
}
