package org.sheratan.core.tool;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;

/**
 * One run of a tool.
 *
 * @param attempt which award of the job; events carry it back so that a late one is recognized
 */
public record ToolOrder(JobId job, int attempt, String kind, Json.Obj params) {}
