package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolParams;

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
        .with("new_content_preview", preview(asked.content()));
    return new Done(result, bytes.length);
  }

  private static String preview(String content) {
    int chars = content.codePointCount(0, content.length());
    return content.substring(0, content.offsetByCodePoints(0, Math.min(chars, PREVIEW_CHARS)));
  }
}
