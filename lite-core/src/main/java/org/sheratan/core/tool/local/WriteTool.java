package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.ToolParams;

/** write_file: {@code {ok, action, path, mode, message}}, after an append also {@code content, _metadata}. */
final class WriteTool implements Tool {
  private final Workspace workspace;
  private final ToolLimits limits;
  private final Replacement replacement;

  WriteTool(Workspace workspace, ToolLimits limits, Replacement replacement) {
    this.workspace = workspace;
    this.limits = limits;
    this.replacement = replacement;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolParams.Writing asked = ToolParams.writing(params);
    Optional<String> old = asked.append() ? existing(asked.path(), run) : Optional.empty();
    String whole = old.orElse("") + asked.content();
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    replacement.write(asked.path(), bytes, run);
    int chars = asked.content().codePointCount(0, asked.content().length());
    Json.Obj result = Tool.result("write_file").with("path", asked.path().toString())
        .with("mode", asked.append() ? "append" : "overwrite").with("message", "Successfully "
            + (old.isPresent() ? "appended " : "wrote ") + chars + " characters to "
            + asked.path().names().getLast());
    return new Done(asked.append() ? TextCut.into(result, whole, false) : result, bytes.length);
  }

  private Optional<String> existing(RelativePath path, Run run) throws IOException, ToolFailure {
    RelativePath parent = new RelativePath(path.names().subList(0, path.names().size() - 1));
    if (!exists(parent, path)) {
      return Optional.empty();
    }
    return Optional.of(ReadTool.decode(workspace.read(path, limits, run), path));
  }

  private boolean exists(RelativePath parent, RelativePath path) throws IOException, ToolFailure {
    try (Folder folder = workspace.open(parent, limits)) {
      return folder.find(Workspace.name(path.names().getLast())).isPresent();
    } catch (NoSuchFileException noParent) {
      return false;
    }
  }
}
