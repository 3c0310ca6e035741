package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;

/** Where ended jobs are kept. */
public interface JobResults {
  /** For decisions: no index can hide it. Empty when the job is forgotten. */
  Optional<Job> ended(JobId job) throws IOException;

  /** For showing: what a completed job gave, as far as the index knows. */
  Optional<Json.Obj> shown(JobId job) throws IOException;

  /** For decisions: what a completed job gave. */
  default Optional<Json.Obj> of(JobId job) throws IOException {
    return ended(job).flatMap(Job::result);
  }
}
