package org.sheratan.core.tool;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.Bytes;

/**
 * One run of a tool.
 *
 * @param attempt which award of the job; events carry it back so that a late one is recognized
 * @param checkpoint what an earlier run handed in, by some worker's word; empty to begin from nothing. A tool that cannot
 *     make sense of it begins from nothing too
 */
public record ToolOrder(JobId job, int attempt, String kind, Json.Obj params, Bytes checkpoint) {
  /** From nothing. */
  public ToolOrder(JobId job, int attempt, String kind, Json.Obj params) {
    this(job, attempt, kind, params, Bytes.EMPTY);
  }
}
