package org.sheratan.edge.http.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.route.IdempotencyKey;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/** Reads what {@code POST /api/v1/jobs} asks for: its shape here, its rules are {@link JobSpecRules}. */
public final class JobSpecJson {
  private static final List<String> MEMBERS = List.of("kind", "params", "priority", "timeout_s", "needs",
      "max_price_micros", "max_attempts", "rerun_unknown", "idempotency_key", "depends_on", "task",
      "source_zone", "data", "audit", "durability");
  private static final List<String> PRIORITIES = Arrays.stream(Priority.values()).map(JsonWords::word)
      .toList();

  private JobSpecJson() {}

  /** @throws MalformedException naming the member and the reason */
  public static Command.Submit read(HttpRequest request) {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(MEMBERS);
    String priority = fields.oneOf("priority", JsonWords.word(Priority.NORMAL), PRIORITIES);
    JobSpec spec = new JobSpec(fields.text("kind", WireLimits.NAME_BYTES),
        fields.optionalObject("params").map(Fields::json).orElse(Json.Obj.EMPTY),
        Priority.values()[PRIORITIES.indexOf(priority)],
        JsonWords.milliseconds(fields, "timeout_s", JobSpec.DEFAULT_TIMEOUT_MS),
        needs(fields),
        fields.integer("max_price_micros", 0, Long.MAX_VALUE, Long.MAX_VALUE),
        (int) fields.integer("max_attempts", 1, JobSpecRules.MAX_ATTEMPTS, JobSpec.DEFAULT_MAX_ATTEMPTS),
        fields.bool("rerun_unknown", false),
        IdempotencyKey.of(request, fields.optionalText("idempotency_key", JobSpecRules.MAX_KEY_CHARS)),
        dependsOn(fields), fields.optionalText("task", WireLimits.NAME_BYTES)
            .map(id -> Query.parsed("task", id, TaskId::parse)))
        .noting(SpecNotes.NONE.audited(fields.bool("audit", false))
            .durability((int) fields.integer("durability", 1, JobSpecRules.MAX_COPIES, 1)));
    JobSpecRules.check(spec);
    Origin origin = RequestOrigin.of(request);
    return new Command.Submit(spec,
        fields.optionalText("source_zone", WireLimits.NAME_BYTES).map(origin::claiming).orElse(origin));
  }

  private static List<String> needs(Fields fields) {
    List<String> needs = new ArrayList<>(fields.texts("needs", WireLimits.MAX_NEEDS, WireLimits.NAME_BYTES));
    if (fields.oneOf("data", "open", List.of("open", "private")).equals("private")) {
      needs.add("trusted");
    }
    return needs;
  }

  private static List<JobId> dependsOn(Fields fields) {
    return fields.texts("depends_on", JobSpecRules.MAX_DEPENDS_ON, WireLimits.NAME_BYTES).stream()
        .map(id -> Query.parsed("depends_on", id, JobId::parse)).toList();
  }
}
