package org.sheratan.edge.tool.llm;

import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;

/**
 * agent_plan: has a model answer a goal with an envelope of version 1, {@code {ok, lcp_version, type, jobs | answer}}, which is the
 * result, with {@code model} and {@code usage} as {@link LlmTool} has them. What a model writes is a stranger's word: whoever
 * follows the envelope judges its jobs as any other's.
 */
public final class PlanTool implements Tool {
  private final LlmClient client;
  private final ToolCatalog catalog;

  /** @param catalog the kinds that a plan may name */
  public PlanTool(LlmClient client, ToolCatalog catalog) {
    this.client = client;
    this.catalog = catalog;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    Question question = LlmTool.question(client.settings(), params, system(),
        LlmTool.text(params, "user_prompt"));
    Reply reply = client.ask(question, run);
    Json.Obj usage = reply.usage(question, client.settings());
    return new Done(envelope(reply.text()).with("model", question.model()).with("usage", usage),
        LlmTool.units(usage));
  }

  private String system() {
    String kinds = catalog.kinds().stream()
        .map(kind -> "- " + kind.name() + ": " + kind.description() + " params: "
            + String.join(", ", kind.schema().properties().keySet()))
        .collect(Collectors.joining("\n"));
    return """
        You plan jobs. Answer with one JSON object and nothing else. Either jobs to be done next:
        {"ok":true,"lcp_version":"1","type":"followup_jobs","jobs":[{"kind":"read_file","params":{"path":"notes.txt"}}]}
        or, when nothing is left to be done:
        {"ok":true,"lcp_version":"1","type":"final_answer","answer":{"text":"..."}}
        Paths are relative. The kinds of jobs:
        """
        + kinds;
  }

  static Json.Obj envelope(String text) throws ToolFailure {
    Json.Obj envelope = Reply.object(text, "plan");
    boolean follows = envelope.get("type") instanceof Json.Text(String type)
        && (type.equals("followup_jobs") && envelope.get("jobs") instanceof Json.Arr
            || type.equals("final_answer") && envelope.get("answer") instanceof Json.Obj);
    if (!follows) {
      throw Reply.unusable("plan", "neither followup_jobs nor final_answer");
    }
    return envelope.with("ok", true).with("lcp_version", "1");
  }
}
