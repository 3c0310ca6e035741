package org.sheratan.edge.tool.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.edge.tool.web.WebCall;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.CodePoints;

/**
 * llm_models: {@code {ok, action, models: [{model, present, digest, license}]}}, the models that jobs may ask for, as their endpoint
 * describes them now. What it does not tell is null: only Ollama tells digests and licenses.
 */
public final class ModelsTool implements Tool {
  private static final int DIGEST_CHARS = 128;
  private static final int LICENSE_CHARS = 200;

  private final LlmClient client;

  public ModelsTool(LlmClient client) {
    this.client = client;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    Dialect dialect = client.settings().dialect();
    List<Json> models = new ArrayList<>();
    try (WebCall call = client.call(run)) {
      Json listed = client.tell(call, dialect.listPath(), Bytes.EMPTY, "the list of its models")
          .get(dialect.listMember());
      for (String model : client.settings().models()) {
        Optional<Json.Obj> found = find(listed, dialect.nameMember(), model);
        models.add(Json.Obj.EMPTY.with("model", model).with("present", found.isPresent())
            .with("digest", text(found.map(one -> one.get("digest")), DIGEST_CHARS))
            .with("license", found.isPresent() ? license(call, model) : new Json.Null()));
      }
    }
    return new Done(Tool.result("llm_models").with("models", new Json.Arr(models)), 1);
  }

  private static Optional<Json.Obj> find(Json listed, String member, String model) {
    List<Json> all = listed instanceof Json.Arr some ? some.items() : List.of();
    return all.stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast)
        .filter(one -> new Json.Text(model).equals(one.get(member))).findFirst();
  }

  private Json license(WebCall call, String model) throws ToolFailure {
    Optional<String> path = client.settings().dialect().showPath();
    if (path.isEmpty()) {
      return new Json.Null();
    }
    Json.Obj shown = client.tell(call, path.get(), CanonicalJson.bytes(Json.Obj.EMPTY.with("model", model)),
        model);
    return text(Optional.ofNullable(shown.get("license")), LICENSE_CHARS);
  }

  /** The first line that says anything, cut. */
  private static Json text(Optional<Json> value, int maxChars) {
    if (value.isPresent() && value.get() instanceof Json.Text(String text)) {
      String line = text.lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst().orElse("");
      return new Json.Text(CodePoints.first(line, maxChars));
    }
    return new Json.Null();
  }
}
