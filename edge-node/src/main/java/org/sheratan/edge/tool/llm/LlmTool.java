package org.sheratan.edge.tool.llm;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;

/**
 * llm_call: {@code {ok, action, model, content, finish, usage: {prompt_tokens, completion_tokens, total_tokens, cost_micros,
 * estimated}}}. {@code finish} is the endpoint's word, {@code stop} or {@code length}; tokens are estimated, and said to be, where
 * it does not count them.
 */
public final class LlmTool implements Tool {
  private final LlmClient client;

  public LlmTool(LlmClient client) {
    this.client = client;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    Question question = question(client.settings(), params, text(params, "system"), text(params, "prompt"));
    Reply reply = client.ask(question, run);
    Json.Obj usage = reply.usage(question, client.settings());
    Json.Obj result = Tool.result("llm_call").with("model", question.model()).with("content", reply.text())
        .with("finish", reply.finish()).with("usage", usage);
    return new Done(result, units(usage));
  }

  /** What the job asks, within what this node allows. */
  static Question question(LlmSettings settings, Json.Obj params, String system, String prompt)
      throws ToolFailure {
    List<String> models = settings.models();
    String model = params.get("model") instanceof Json.Text(String asked) ? asked : models.getFirst();
    if (!models.contains(model)) {
      throw ToolFailure.here(FailureCode.NOT_FOUND,
          "this node has no model of that name; it has " + String.join(", ", models));
    }
    int most = params.get("max_tokens") instanceof Json.Int tokens
        ? tokens.value().intValueExact()
        : Integer.MAX_VALUE;
    return new Question(model, system, prompt, Math.min(most, settings.maxTokens()),
        Optional.ofNullable(params.get("temperature")));
  }

  /** What its receipt counts. */
  static long units(Json.Obj usage) {
    return ((Json.Int) usage.get("total_tokens")).value().longValueExact();
  }

  static String text(Json.Obj params, String name) {
    return params.get(name) instanceof Json.Text(String text) ? text : "";
  }
}
