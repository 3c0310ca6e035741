package org.sheratan.core.tool;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;

/**
 * The parameters of the standard tools, read the same way by the check before acceptance and by the tool. Every
 * method throws {@link MalformedException} naming {@code params.<field>}.
 */
public final class ToolParams {
  public static final int MAX_PATTERNS = 32;
  public static final int MAX_PATTERN_CHARS = 256;
  public static final int MAX_BATCH = 100;
  public static final int DEFAULT_BATCH = 10;
  /** Characters of one write; the message they travel in is shorter still. */
  public static final int MAX_CONTENT_CHARS = 64 * 1024;

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
  public static Listing listing(Json.Obj params, boolean recursiveByDefault) {
    Fields fields = fields(params);
    String rootText = rootText(fields);
    List<String> patterns = fields.texts("patterns", MAX_PATTERNS, MAX_PATTERN_CHARS);
    for (String pattern : patterns) {
      if (pattern.isEmpty() || pattern.chars().anyMatch(letter -> letter < ' ')) {
        throw fields.malformed("patterns", "an empty pattern, or one with a control character");
      }
    }
    boolean recursive = fields.bool("recursive", recursiveByDefault);
    RelativePath root = RelativePath.parse("params.root", rootText);
    return new Listing(rootText, root, patterns.isEmpty() ? List.of("*") : patterns, recursive);
  }

  /** {@code root, rel_path|path, full_content}. */
  public static Reading reading(Json.Obj params) {
    Fields fields = fields(params);
    return new Reading(file(fields), fields.bool("full_content", false));
  }

  /** {@code root, paths, limit, full_content}. */
  public static Batch batch(Json.Obj params) {
    Fields fields = fields(params);
    List<String> texts = fields.texts("paths", MAX_BATCH, RelativePath.MAX_BYTES);
    if (texts.isEmpty()) {
      throw fields.malformed("paths", "missing or empty");
    }
    int limit = (int) fields.integer("limit", 1, MAX_BATCH, DEFAULT_BATCH);
    RelativePath root = folder(fields);
    List<RelativePath> paths = new ArrayList<>();
    for (String text : texts) {
      paths.add(below(root, "params.paths[" + paths.size() + "]", text));
    }
    return new Batch(texts, paths, limit, fields.bool("full_content", false));
  }

  /** {@code root, rel_path|path, content, mode}. */
  public static Writing writing(Json.Obj params) {
    Fields fields = fields(params);
    String mode = fields.oneOf("mode", "overwrite", List.of("overwrite", "append"));
    String content = fields.optionalText("content", MAX_CONTENT_CHARS).orElse("");
    return new Writing(file(fields), content, mode.equals("append"));
  }

  /** {@code root, rel_path|path, new_content}. */
  public static Writing rewriting(Json.Obj params) {
    Fields fields = fields(params);
    String content = fields.optionalText("new_content", MAX_CONTENT_CHARS)
        .orElseThrow(() -> fields.malformed("new_content", "missing"));
    return new Writing(file(fields), content, false);
  }

  /** {@code root|root_path|path|project_root, per_file}. */
  public static Hashing hashing(Json.Obj params) {
    Fields fields = fields(params);
    String rootText = rootText(fields);
    return new Hashing(rootText, RelativePath.parse("params.root", rootText), fields.bool("per_file", false));
  }

  private static Fields fields(Json.Obj params) {
    return Fields.of("params", params);
  }

  private static String rootText(Fields fields) {
    for (String name : ROOT_NAMES) {
      String text = fields.optionalText(name, RelativePath.MAX_BYTES).orElse("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return ".";
  }

  private static RelativePath folder(Fields fields) {
    String text = fields.optionalText("root", RelativePath.MAX_BYTES).orElse(".");
    return RelativePath.parse("params.root", text);
  }

  private static RelativePath file(Fields fields) {
    String name = fields.has("rel_path") ? "rel_path" : "path";
    return below(folder(fields), "params." + name, fields.text(name, RelativePath.MAX_BYTES));
  }

  private static RelativePath below(RelativePath root, String field, String text) {
    RelativePath path = RelativePath.parse(field, text);
    if (path.names().isEmpty()) {
      throw new MalformedException(field, MalformedException.NO_OFFSET, "names no file");
    }
    return root.join(path);
  }
}
