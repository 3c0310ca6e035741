package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Envelope.Analysis;
import org.sheratan.core.lcp.Envelope.Failed;
import org.sheratan.core.lcp.Envelope.FilesListed;
import org.sheratan.core.lcp.Envelope.FinalAnswer;
import org.sheratan.core.lcp.Envelope.FollowUps;
import org.sheratan.core.lcp.Envelope.Plain;
import org.sheratan.kernel.MalformedException;

/**
 * Reads the three forms in which results of the original ask for more.
 *
 * <pre>
 * version 1   lcp_version "1", type followup_jobs (jobs [{kind|name, params}]) or final_answer (answer)
 * legacy      action create_followup_jobs (new_jobs [{task|kind|name, params}]), list_files_result (files),
 *             analysis_result (target_file, ...), write_file, patch_file; or new_jobs without an action
 * self-loop   decision {kind}, actions [{kind|action_type, target, payload}], explanation
 * </pre>
 *
 * {@code ok: false} needs an {@code error}. Anything else is an ordinary result. A chain_id in it counts for nothing:
 * a result belongs to the chain of its job.
 */
public final class EnvelopeReader {
  private static final List<String> ENDS = List.of("stop", "done", "finish", "final");

  private EnvelopeReader() {}

  /** @throws MalformedException naming the field, when it is an envelope and a broken one */
  public static Envelope read(Json.Obj result) {
    Fields fields = Fields.of(result);
    if (result.get("ok") instanceof Json.Bool(boolean ok) && !ok) {
      return new Failed(fields.text("error", Integer.MAX_VALUE));
    }
    if (fields.has("lcp_version")) {
      return versionOne(fields);
    }
    if (fields.has("decision")) {
      return selfLoop(fields);
    }
    if (result.get("action") instanceof Json.Text(String action)) {
      return legacy(action, fields);
    }
    return fields.has("new_jobs") ? new FollowUps(jobs(fields, "new_jobs")) : new Plain();
  }

  private static Envelope versionOne(Fields fields) {
    fields.oneOf("lcp_version", "", List.of("1"));
    String type = fields.oneOf("type", "", List.of("followup_jobs", "final_answer"));
    return type.equals("final_answer")
        ? new FinalAnswer(fields.object("answer").json())
        : new FollowUps(jobs(fields, "jobs"));
  }

  private static Envelope legacy(String action, Fields fields) {
    return switch (action) {
      case "create_followup_jobs" -> new FollowUps(jobs(fields, "new_jobs"));
      case "list_files_result" ->
        new FilesListed(fields.texts("files", Integer.MAX_VALUE, Integer.MAX_VALUE));
      case "analysis_result" -> new Analysis(fields.text("target_file", LcpLimits.TEXT_CHARS), fields.json());
      // Words of a planner, not the result of a tool: that ends in _result.
      case "write_file", "patch_file" -> new FollowUps(List.of(new FollowUp(action, proposed(fields))));
      default -> new Plain();
    };
  }

  private static Json.Obj proposed(Fields fields) {
    Json.Obj params = fields.optionalObject("params").map(Fields::json).orElse(fields.json());
    return params.without("ok").without("action").without("commentary").without("explanation");
  }

  private static Envelope selfLoop(Fields fields) {
    String decision = fields.object("decision").text("kind", LcpLimits.NAME_CHARS);
    List<FollowUp> jobs = new ArrayList<>();
    for (Fields action : fields.objects("actions", LcpLimits.MAX_ACTIONS)) {
      String kind = action.has("kind") ? "kind" : "action_type";
      Json.Obj params = action.optionalObject("payload").map(Fields::json).orElse(Json.Obj.EMPTY);
      if (action.has("target") && params.get("path") == null) {
        params = params.with("path", action.text("target", LcpLimits.TEXT_CHARS));
      }
      jobs.add(new FollowUp(action.text(kind, LcpLimits.NAME_CHARS), params));
    }
    if (jobs.isEmpty() && !ENDS.contains(decision)) {
      throw fields.malformed("actions",
          "empty, though the decision is not one of " + String.join(", ", ENDS));
    }
    return jobs.isEmpty()
        ? new FinalAnswer(Json.Obj.EMPTY.with("explanation",
            fields.optionalText("explanation", Integer.MAX_VALUE).orElse("")))
        : new FollowUps(jobs);
  }

  private static List<FollowUp> jobs(Fields fields, String name) {
    List<FollowUp> jobs = new ArrayList<>();
    for (Fields job : fields.objects(name, LcpLimits.MAX_JOBS)) {
      String kind = job.has("kind") ? "kind" : job.has("task") ? "task" : "name";
      jobs.add(new FollowUp(job.text(kind, LcpLimits.NAME_CHARS),
          job.optionalObject("params").map(Fields::json).orElse(Json.Obj.EMPTY)));
    }
    if (jobs.isEmpty()) {
      throw fields.malformed(name, "missing or empty");
    }
    return jobs;
  }
}
