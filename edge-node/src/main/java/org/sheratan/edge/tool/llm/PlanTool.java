package org.sheratan.edge.tool.llm;

import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

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

  /** Models like to put a fence around JSON, and a word before it. */
  static Json.Obj envelope(String text) throws ToolFailure {
    int begin = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      throw unusable("no JSON object");
    }
    try {
      Json.Obj envelope = JsonReader.readObject(Bytes.utf8(text.substring(begin, end + 1)));
      boolean follows = envelope.get("type") instanceof Json.Text(String type)
          && (type.equals("followup_jobs") && envelope.get("jobs") instanceof Json.Arr
              || type.equals("final_answer") && envelope.get("answer") instanceof Json.Obj);
      if (!follows) {
        throw unusable("neither followup_jobs nor final_answer");
      }
      return envelope.with("ok", true).with("lcp_version", "1");
    } catch (MalformedException broken) {
      throw unusable("broken JSON");
    }
  }

  /** Asked again, a model may do better. */
  private static ToolFailure unusable(String what) {
    return ToolFailure.here(FailureCode.BAD_ANSWER, "the model's plan is " + what);
  }
}
