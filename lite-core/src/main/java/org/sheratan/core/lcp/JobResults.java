package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;

/** Where results of completed jobs are kept. */
public interface JobResults {
  /** Empty when the job is forgotten. */
  Optional<Json.Obj> of(JobId job) throws IOException;
}
