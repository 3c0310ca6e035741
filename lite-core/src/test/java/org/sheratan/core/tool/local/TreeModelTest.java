package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.CodePointOrder;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** Random trees and random changes, against a plain map of path to content. */
class TreeModelTest {
  private static final List<String> NAMES = List.of("a", "b", "a.b", "a-b", "A", "\u00e9", "\uffee",
      "\ud83d\ude00", "z z");
  private static final List<String> PATTERNS = List.of("*", "a*", "*b", "?", "a.?", "[a-b]", "a/*", "*/*");
  @TempDir
  Path base;
  private final TreeMap<String, String> model = new TreeMap<>(CodePointOrder.INSTANCE);

  @Test
  void shouldListAndHashWhatWasWritten() throws Exception {
    for (long seed = 71; seed < 76; seed++) {
      System.out.println("seed " + seed);
      Entropy entropy = new SeededEntropy(seed);
      ToolFixture fixture = new ToolFixture(base.resolve("seed-" + seed));
      model.clear();
      for (int step = 0; step < 60; step++) {
        change(fixture, entropy);
      }
      compare(fixture, entropy);
    }
  }

  private void change(ToolFixture fixture, Entropy entropy) {
    String path = path(entropy);
    String content = "x".repeat(entropy.nextInt(20));
    boolean blocked = model.keySet().stream()
        .anyMatch(file -> path.startsWith(file + "/") || file.startsWith(path + "/"));
    Json.Obj params = Json.Obj.EMPTY.with("path", path);
    switch (entropy.nextInt(3)) {
      case 0 -> write(fixture, "rewrite_file", params.with("new_content", content), blocked, path, content);
      case 1 -> write(fixture, "write_file", params.with("content", content), blocked, path, content);
      default ->
        write(fixture, "write_file", params.with("content", content).with("mode", "append"), blocked, path,
            model.getOrDefault(path, "") + content);
    }
  }

  private void write(ToolFixture fixture, String kind, Json.Obj params, boolean blocked, String path,
      String after) {
    String text = CanonicalJson.text(params);
    if (blocked) {
      assertEquals(1, List.of("not_a_file", "not_a_folder").stream()
          .filter(code -> fixture.end(kind, text).toString().contains("code=" + code)).count());
    } else {
      fixture.finished(kind, text);
      model.put(path, after);
    }
  }

  private void compare(ToolFixture fixture, Entropy entropy) throws Exception {
    Fields all = Fields.of(fixture.result("walk_tree", "{}"));
    assertEquals(List.copyOf(model.keySet()), all.texts("files", 1000, 1000));
    for (String pattern : PATTERNS) {
      String params = "{\"patterns\":[\"" + pattern + "\"]}";
      assertEquals(expected(pattern),
          Fields.of(fixture.result("list_files", params)).texts("files", 1000, 1000), pattern);
    }
    Fields hashed = Fields.of(fixture.result("hash_files", "{}"));
    assertEquals(treeHash(), hashed.text("sha256", 64));
    assertEquals(model.size(), hashed.integer("count", 0, 1000));
    for (String path : model.keySet()) {
      String params = CanonicalJson.text(Json.Obj.EMPTY.with("path", path));
      assertEquals(model.get(path),
          Fields.of(fixture.result("read_file", params)).optionalText("content", 9999).orElseThrow());
      assertEquals(model.get(path), Files.readString(fixture.workspace.resolve(path)));
    }
  }

  /** The JDK's own glob, whose star does not cross a slash either. */
  private List<String> expected(String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return model.keySet().stream().filter(path -> matcher.matches(Path.of(path))).toList();
  }

  private String treeHash() throws Exception {
    MessageDigest tree = MessageDigest.getInstance("SHA-256");
    for (var file : model.entrySet()) {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(file.getValue().getBytes(StandardCharsets.UTF_8));
      tree.update(
          (HexFormat.of().formatHex(hash) + "  " + file.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(tree.digest());
  }

  private static String path(Entropy entropy) {
    StringBuilder path = new StringBuilder(NAMES.get(entropy.nextInt(NAMES.size())));
    while (entropy.chance(0.4)) {
      path.append('/').append(NAMES.get(entropy.nextInt(NAMES.size())));
    }
    return path.toString();
  }
}
