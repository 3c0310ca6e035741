package org.sheratan.core.mission;

import org.sheratan.core.json.Json;

/**
 * A step of a mission, as its owner keeps it.
 *
 * @param createdWallMs wall time at creation, 0 when the node had none that is vouched for
 */
public record Task(TaskId id, MissionId mission, Draft draft, long createdWallMs) {
  /**
   * What people say of it.
   *
   * @param kind what its jobs usually are, such as {@code read_file}; may be empty
   * @param params whatever they want to keep with it, above all for its jobs
   */
  public record Draft(String name, String description, String kind, Json.Obj params) {}
}
