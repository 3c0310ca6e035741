package org.sheratan.core.tool;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;

/** What a running tool reports. {@code Finished}, {@code Failed} and {@code Lost} end it, exactly one of them. */
public sealed interface ToolEvent {
  JobId job();

  int attempt();

  /**
   * @param done 0..1
   * @param said what it hands in along with it
   */
  record Progressed(JobId job, int attempt, double done, Interim said) implements ToolEvent {
    /** Nothing is handed in. */
    public Progressed(JobId job, int attempt, double done) {
      this(job, attempt, done, Interim.NONE);
    }
  }

  /** @param units work done, in the tool's own unit */
  record Finished(JobId job, int attempt, Json.Obj result, long units) implements ToolEvent {}

  /** @param retryElsewhere whether another node might succeed */
  record Failed(JobId job, int attempt, String code, String message, boolean retryElsewhere)
      implements
        ToolEvent {}

  /** Whoever had it is gone: it may have had its effect, or not. */
  record Lost(JobId job, int attempt) implements ToolEvent {}
}
