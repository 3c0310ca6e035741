package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.ToolParams;

/** read_file: {@code {ok, action, path, content, _metadata}}. */
final class ReadTool implements Tool {
  private final Workspace workspace;
  private final ToolLimits limits;

  ReadTool(Workspace workspace, ToolLimits limits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolParams.Reading asked = ToolParams.reading(params);
    byte[] bytes = workspace.read(asked.path(), limits, run);
    Json.Obj result = Tool.result("read_file").with("path", asked.path().toString());
    return new Done(TextCut.into(result, decode(bytes, asked.path()), asked.full()), bytes.length);
  }

  static String decode(byte[] bytes, RelativePath path) throws ToolFailure {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw ToolFailure.everywhere(FailureCode.NOT_TEXT, path + " is not UTF-8 text");
    }
  }
}
