package org.sheratan.edge.http.original;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.wire.MissionRules;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.route.JsonWords;

/** The original's Mission; its rules are {@link MissionRules}. */
final class MissionShape {
  private static final String PLANNED = "planned";
  private static final List<String> CREATE = List.of("title", "description", "user_id", "status", "metadata",
      "tags");
  private static final List<String> WHOLE = List.of("id", "title", "description", "user_id", "status",
      "metadata", "tags", "created_at");

  private MissionShape() {}

  /** Of a new one; whatever status it is given, it is active. */
  static Mission.Draft created(Json.Obj body) {
    Fields fields = Fields.of(body).only(CREATE);
    Words.text(fields, "status", Mission.ACTIVE);
    return draft(fields, Words.text(fields, "user_id", Mission.DEFAULT_USER), Mission.ACTIVE);
  }

  /** Of the full model; id and time of creation are ours and stay. */
  static Mission.Draft replaced(Json.Obj body) {
    Fields fields = Fields.of(body).only(WHOLE);
    Words.text(fields, "id");
    for (String needed : List.of("metadata", "tags", "created_at")) {
      if (body.get(needed) == null) {
        throw fields.malformed(needed, "missing");
      }
    }
    Words.text(fields, "created_at", "");
    return draft(fields, Words.text(fields, "user_id"), Words.text(fields, "status", PLANNED));
  }

  private static Mission.Draft draft(Fields fields, String user, String status) {
    return new Mission.Draft(Words.text(fields, "title"), Words.text(fields, "description"), user, status,
        Words.object(fields, "metadata"),
        fields.texts("tags", MissionRules.MAX_TAGS, Words.ANY_CHARS));
  }

  static Json.Obj json(Mission mission) {
    Mission.Draft draft = mission.draft();
    return Json.Obj.EMPTY.with("id", OwnedUuid.of(mission.id())).with("title", draft.title())
        .with("description", draft.description()).with("user_id", draft.user()).with("status", draft.status())
        .with("metadata", draft.metadata()).with("tags", JsonWords.texts(draft.tags()))
        .with("created_at", Words.time(mission.createdWallMs()));
  }
}
