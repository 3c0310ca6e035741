package org.sheratan.core.tool.local;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.ToolParams;

/**
 * read_file_batch: {@code {ok, action, files: {path: {content, truncated}}, truncated, count, limits: {max_files}}}.
 * Paths that cannot be read are left out, as the original does, and named with the reason in {@code skipped}.
 */
final class BatchTool implements Tool {
  private final Workspace workspace;
  private final ToolLimits limits;

  BatchTool(Workspace workspace, ToolLimits limits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    ToolParams.Batch asked = ToolParams.batch(params);
    Map<String, Json> files = new TreeMap<>();
    Map<String, Json> skipped = new TreeMap<>();
    boolean anyCut = false;
    long units = 0;
    int wanted = Math.min(asked.limit(), asked.paths().size());
    for (int index = 0; index < wanted; index++) {
      RelativePath path = asked.paths().get(index);
      try {
        byte[] bytes = workspace.read(path, limits, run);
        Json.Obj one = TextCut.into(Json.Obj.EMPTY, ReadTool.decode(bytes, path), asked.full());
        boolean cut = TextCut.isCut(one);
        files.put(asked.texts().get(index), one.without("_metadata").with("truncated", cut));
        anyCut |= cut;
        units += bytes.length;
      } catch (IOException failed) {
        skipped.put(asked.texts().get(index),
            new Json.Text(ToolFailure.of(failed, path.toString()).getMessage()));
      } catch (ToolFailure failed) {
        if (failed.code().equals(FailureCode.STOPPED)) {
          throw failed;
        }
        skipped.put(asked.texts().get(index), new Json.Text(failed.getMessage()));
      }
      run.progress((index + 1.0) / wanted);
    }
    Json.Obj result = Tool.result("read_file_batch").with("files", Json.Obj.of(files))
        .with("truncated", anyCut)
        .with("count", files.size()).with("limits", Json.Obj.EMPTY.with("max_files", asked.limit()));
    return new Done(skipped.isEmpty() ? result : result.with("skipped", Json.Obj.of(skipped)), units);
  }
}
