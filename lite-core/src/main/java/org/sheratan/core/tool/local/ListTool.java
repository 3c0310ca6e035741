package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolParams;

/** list_files and walk_tree: {@code {ok, action, root, patterns, recursive, info, files, content}}. */
final class ListTool implements Tool {
  /** What the original leaves out: folders that only tools look into. */
  private static final Set<String> EXCLUDED = Set.of(".git", ".chrome-debug", "node_modules", "__pycache__",
      ".venv",
      "venv", ".next", "dist", "build", ".DS_Store");

  private final Workspace workspace;
  private final ToolLimits limits;

  ListTool(Workspace workspace, ToolLimits limits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolParams.Listing asked = ToolParams.listing(params);
    Matching matching = new Matching(asked.patterns().stream()
        .map(pattern -> new NamePattern(pattern, asked.recursive() || pattern.contains("**"))).toList());
    TreeWalk walk = new TreeWalk(asked.root(), limits, run, matching);
    try (Folder root = workspace.open(asked.root(), limits)) {
      walk.walk(root);
    }
    int skipped = walk.skipped() + matching.excluded;
    String info = "Listed " + matching.files.size() + " files (skipped " + skipped
        + " internal/excluded files)";
    Json.Obj result = Tool.result("list_files").with("root", asked.rootText())
        .with("patterns", Json.Arr.ofTexts(asked.patterns())).with("recursive", asked.recursive())
        .with("info", info)
        .with("files", Json.Arr.ofTexts(matching.files));
    return new Done(TextCut.into(result, String.join("\n", matching.files), false), walk.entries());
  }

  private final class Matching implements TreeWalk.Visitor {
    private final List<NamePattern> patterns;
    private final int reach;
    private final List<String> files = new ArrayList<>();
    private int fileBytes;
    private int excluded;

    private Matching(List<NamePattern> patterns) {
      this.patterns = patterns;
      this.reach = patterns.stream().mapToInt(NamePattern::reach).max().orElse(0);
    }

    @Override
    public boolean enters(String name, int depth) {
      return depth <= reach && !EXCLUDED.contains(name);
    }

    @Override
    public void file(Folder folder, Entry file, String path) throws ToolFailure {
      if (patterns.stream().noneMatch(pattern -> pattern.matches(path))) {
        return;
      }
      if (EXCLUDED.contains(file.text())) {
        excluded++;
        return;
      }
      files.add(path);
      fileBytes += path.getBytes(StandardCharsets.UTF_8).length + 1;
      if (fileBytes > limits.resultBytes()) {
        throw ToolFailure.everywhere(FailureCode.RESULT_TOO_LARGE,
            "more than " + limits.resultBytes() + " bytes of names; narrow root or patterns");
      }
    }
  }
}
