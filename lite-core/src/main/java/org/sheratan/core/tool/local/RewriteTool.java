package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolParams;
import org.sheratan.kernel.CodePoints;

/** rewrite_file: {@code {ok, action, path, info, new_content_preview}}. */
final class RewriteTool implements Tool {
  private static final int PREVIEW_CHARS = 200;

  private final Replacement replacement;

  RewriteTool(Replacement replacement) {
    this.replacement = replacement;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolParams.Writing asked = ToolParams.rewriting(params);
    byte[] bytes = asked.content().getBytes(StandardCharsets.UTF_8);
    replacement.write(asked.path(), bytes, run);
    Json.Obj result = Tool.result("rewrite_file").with("path", asked.path().toString())
        .with("info", "rewrote file for job " + run.order().job())
        .with("new_content_preview", CodePoints.first(asked.content(), PREVIEW_CHARS));
    return new Done(result, bytes.length);
  }
}
