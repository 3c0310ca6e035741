package org.sheratan.edge.http.original;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ClientWords;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.SpecNotes;
import org.sheratan.core.mission.Task;
import org.sheratan.core.wire.JobSpecRules;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * Reads what {@code POST /api/tasks/ID/jobs} asks for. What the payload does not say, its task does:
 *
 * <pre>
 * kind     payload.kind, else payload.task.kind, else the task's, else by the task's name, else llm_call
 * params   payload.params, else payload.task.params, else the task's
 * </pre>
 */
final class JobOrder {
  private static final List<String> MEMBERS = List.of("payload", "priority", "timeout_seconds", "depends_on",
      "idempotency_key", "durability");
  private static final String CRITICAL = "critical";
  private static final String NORMAL = "normal";
  private static final List<String> PRIORITIES = List.of(CRITICAL, "high", NORMAL);
  private static final long MAX_TIMEOUT_S = JobSpecRules.MAX_TIMEOUT_MS / 1000;
  private static final String KIND = "kind";
  private static final String PARAMS = "params";
  private static final String REQUIRE_LLM2 = "REQUIRE_LLM2";

  private JobOrder() {}

  /** @throws MalformedException naming the member and the reason */
  static JobSpec read(Json.Obj body, Task task) {
    Fields fields = Fields.of(body).only(MEMBERS);
    Fields payload = fields.object("payload");
    Optional<String> kind = payload.optionalText(KIND, WireLimits.NAME_BYTES).filter(word -> !word.isEmpty());
    Optional<Json.Obj> params = payload.optionalObject(PARAMS).map(Fields::json);
    String priority = fields.oneOf("priority", NORMAL, PRIORITIES);
    Json.Obj rest = without(PARAMS, params.isPresent(), without(KIND, kind.isPresent(), payload.json()));
    ClientWords words = new ClientWords(priority.equals(CRITICAL), kind.isPresent(), params.isPresent(),
        rest);
    Json.Obj inner = payload.json().get("task") instanceof Json.Obj object ? object : Json.Obj.EMPTY;
    return new JobSpec(kind.orElseGet(() -> kindOf(inner, task)),
        params.orElseGet(() -> paramsOf(inner, task)),
        priority.equals(NORMAL) ? Priority.NORMAL : Priority.HIGH,
        1000 * fields.integer("timeout_seconds", 1, MAX_TIMEOUT_S, JobSpec.DEFAULT_TIMEOUT_MS / 1000),
        List.of(), Long.MAX_VALUE, JobSpec.DEFAULT_MAX_ATTEMPTS, false,
        fields.optionalText("idempotency_key", JobSpecRules.MAX_KEY_CHARS), dependsOn(fields),
        Optional.of(task.id()), SpecNotes.NONE.words(words).audited(secondOpinion(rest))
            .durability((int) fields.integer("durability", 1, JobSpecRules.MAX_COPIES, 1)));
  }

  /** As the envelopes of the original ask for it. */
  private static boolean secondOpinion(Json.Obj payload) {
    return payload.get("policy_context") instanceof Json.Obj policy
        && policy.get("gates_profile") instanceof Json.Text(String profile) && profile.equals(REQUIRE_LLM2);
  }

  private static Json.Obj without(String name, boolean taken, Json.Obj payload) {
    return taken ? payload.without(name) : payload;
  }

  private static String kindOf(Json.Obj inner, Task task) {
    if (inner.get(KIND) instanceof Json.Text(String kind) && !kind.isEmpty()) {
      return kind;
    }
    return task.draft().kind().isEmpty() ? byName(task.draft().name()) : task.draft().kind();
  }

  /** As the original guesses where nobody says. */
  private static String byName(String name) {
    if (name.contains("discovery") || name.contains("list_files")) {
      return "list_files";
    }
    if (name.contains("analyze")) {
      return "analyze_file";
    }
    if (name.contains("write")) {
      return "write_file";
    }
    return name.contains("update") || name.contains("patch") ? "patch_file" : "llm_call";
  }

  private static Json.Obj paramsOf(Json.Obj inner, Task task) {
    return inner.get(PARAMS) instanceof Json.Obj params ? params : task.draft().params();
  }

  private static List<JobId> dependsOn(Fields fields) {
    List<JobId> jobs = new ArrayList<>();
    for (String uuid : fields.texts("depends_on", JobSpecRules.MAX_DEPENDS_ON, Words.ANY_CHARS)) {
      try {
        jobs.add(OwnedUuid.job(uuid));
      } catch (MalformedException notOurs) {
        throw fields.malformed("depends_on[" + jobs.size() + "]", "there is no such job here");
      }
    }
    return jobs;
  }
}
