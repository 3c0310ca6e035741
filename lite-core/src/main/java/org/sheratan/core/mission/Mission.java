package org.sheratan.core.mission;

import java.util.List;

import org.sheratan.core.json.Json;

/**
 * A goal, as its owner keeps it: what its tasks and their jobs are for.
 *
 * @param maker who asked for it; unknown of those that are older than this was kept
 * @param createdWallMs wall time at creation, 0 when the node had none that is vouched for
 */
public record Mission(MissionId id, Origin maker, Draft draft, long createdWallMs) {
  /** What {@link Draft#status} is when nobody says otherwise. */
  public static final String ACTIVE = "active";
  /** Likewise {@link Draft#user}, as in the original. */
  public static final String DEFAULT_USER = "alice";

  /**
   * What people say of it.
   *
   * @param user whose it is, for people; nobody is checked by it
   * @param status a word of theirs; the node draws no consequence from it
   * @param metadata whatever they want to keep with it
   */
  public record Draft(String title, String description, String user, String status, Json.Obj metadata,
      List<String> tags) {
    public Draft {
      tags = List.copyOf(tags);
    }
  }
}
