package org.sheratan.edge.http.mission;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.Task;
import org.sheratan.core.wire.MissionRules;
import org.sheratan.edge.http.route.GateJson;
import org.sheratan.edge.http.route.JsonWords;

/** The API's shapes of missions and tasks; their rules are {@link MissionRules}. */
final class MissionJson {
  private static final List<String> MISSION = List.of("title", "description", "user_id", "status", "metadata",
      "tags");
  private static final List<String> TASK = List.of("name", "description", "kind", "params");
  /** What is longer is refused by the rules, which know the field's own limit. */
  private static final int ANY_CHARS = Integer.MAX_VALUE;

  private MissionJson() {}

  static Mission.Draft mission(Json.Obj body) {
    Fields fields = Fields.of(body).only(MISSION);
    return new Mission.Draft(fields.text("title", ANY_CHARS), text(fields, "description", ""),
        text(fields, "user_id", Mission.DEFAULT_USER), text(fields, "status", Mission.ACTIVE),
        object(fields, "metadata"),
        fields.texts("tags", MissionRules.MAX_TAGS, ANY_CHARS));
  }

  static Task.Draft task(Json.Obj body) {
    Fields fields = Fields.of(body).only(TASK);
    return new Task.Draft(fields.text("name", ANY_CHARS), text(fields, "description", ""),
        text(fields, "kind", ""), object(fields, "params"));
  }

  static Json.Obj json(Mission mission) {
    Mission.Draft draft = mission.draft();
    return Json.Obj.EMPTY.with("id", mission.id().toString()).with("title", draft.title())
        .with("origin", GateJson.origin(mission.maker()))
        .with("description", draft.description()).with("user_id", draft.user()).with("status", draft.status())
        .with("metadata", draft.metadata()).with("tags", JsonWords.texts(draft.tags()))
        .with("created_at", JsonWords.time(mission.createdWallMs()));
  }

  static Json.Obj json(Task task) {
    Task.Draft draft = task.draft();
    return Json.Obj.EMPTY.with("id", task.id().toString()).with("mission_id", task.mission().toString())
        .with("name", draft.name()).with("description", draft.description()).with("kind", draft.kind())
        .with("params", draft.params()).with("created_at", JsonWords.time(task.createdWallMs()));
  }

  private static String text(Fields fields, String name, String otherwise) {
    return fields.optionalText(name, ANY_CHARS).orElse(otherwise);
  }

  private static Json.Obj object(Fields fields, String name) {
    return fields.optionalObject(name).map(Fields::json).orElse(Json.Obj.EMPTY);
  }
}
