package org.sheratan.core.tool;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * The parameters of the standard tools, once their schema has completed them ({@link ToolKind#check}): what is left to look at are
 * paths. Every method throws {@link MalformedException} naming {@code params.<field>}.
 */
public final class ToolParams {
  private static final List<String> ROOT_NAMES = List.of("root", "root_path", "path", "project_root");

  private ToolParams() {}

  /** What to list: a folder and the names wanted in it. */
  public record Listing(String rootText, RelativePath root, List<String> patterns, boolean recursive) {}

  /** One file to read. */
  public record Reading(RelativePath path, boolean full) {}

  /** Several files to read: as given, and as found. */
  public record Batch(List<String> texts, List<RelativePath> paths, int limit, boolean full) {}

  /** What to write where. */
  public record Writing(RelativePath path, String content, boolean append) {}

  /** A tree to hash. */
  public record Hashing(String rootText, RelativePath root, boolean perFile) {}

  /** {@code root|root_path|path|project_root, patterns, recursive}. */
  public static Listing listing(Json.Obj params) {
    String rootText = rootText(params);
    List<String> patterns = texts(params, "patterns");
    for (String pattern : patterns) {
      if (pattern.chars().anyMatch(letter -> letter < ' ')) {
        throw malformed("params.patterns", "one with a control character");
      }
    }
    RelativePath root = RelativePath.parse("params.root", rootText);
    return new Listing(rootText, root, patterns.isEmpty() ? List.of("*") : patterns,
        flag(params, "recursive"));
  }

  /** {@code root, rel_path|path, full_content}. */
  public static Reading reading(Json.Obj params) {
    return new Reading(file(params), flag(params, "full_content"));
  }

  /** {@code root, paths, limit, full_content}. */
  public static Batch batch(Json.Obj params) {
    List<String> texts = texts(params, "paths");
    int limit = ((Json.Int) params.get("limit")).value().intValueExact();
    RelativePath root = RelativePath.parse("params.root", text(params, "root"));
    List<RelativePath> paths = new ArrayList<>();
    for (String text : texts) {
      paths.add(below(root, "params.paths[" + paths.size() + "]", text));
    }
    return new Batch(texts, paths, limit, flag(params, "full_content"));
  }

  /** {@code root, rel_path|path, content, mode}. */
  public static Writing writing(Json.Obj params) {
    return new Writing(file(params), text(params, "content"), text(params, "mode").equals("append"));
  }

  /** {@code root, rel_path|path, new_content}. */
  public static Writing rewriting(Json.Obj params) {
    return new Writing(file(params), text(params, "new_content"), false);
  }

  /** {@code root|root_path|path|project_root, per_file}. */
  public static Hashing hashing(Json.Obj params) {
    String rootText = rootText(params);
    return new Hashing(rootText, RelativePath.parse("params.root", rootText), flag(params, "per_file"));
  }

  private static String rootText(Json.Obj params) {
    for (String name : ROOT_NAMES) {
      if (params.get(name) instanceof Json.Text(String text) && !text.isEmpty()) {
        return text;
      }
    }
    return ".";
  }

  private static RelativePath file(Json.Obj params) {
    String name = params.get("rel_path") == null ? "path" : "rel_path";
    RelativePath root = RelativePath.parse("params.root", text(params, "root"));
    return below(root, "params." + name, text(params, name));
  }

  private static RelativePath below(RelativePath root, String field, String text) {
    RelativePath path = RelativePath.parse(field, text);
    if (path.names().isEmpty()) {
      throw malformed(field, "names no file");
    }
    return root.join(path);
  }

  private static String text(Json.Obj params, String name) {
    return ((Json.Text) params.get(name)).value();
  }

  private static boolean flag(Json.Obj params, String name) {
    return ((Json.Bool) params.get(name)).value();
  }

  private static List<String> texts(Json.Obj params, String name) {
    return ((Json.Arr) params.get(name)).items().stream().map(item -> ((Json.Text) item).value()).toList();
  }

  private static MalformedException malformed(String field, String reason) {
    return new MalformedException(field, MalformedException.NO_OFFSET, reason);
  }
}
