package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

class ListToolTest {
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void fill() {
    fixture = new ToolFixture(base);
    for (String path : List.of("b.py", "a.txt", "src/x.py", "src/deep/y.py", "src.old/z.txt", ".hidden",
        ".git/config",
        "node_modules/m.js", "\u00e9.txt")) {
      fixture.file(path, "content of " + path);
    }
  }

  @Test
  void shouldListOneFolderInTheShapeOfTheOriginal() {
    Json.Obj result = fixture.result("list_files", "{}");
    assertEquals(
        """
            {"action":"list_files_result","content":".hidden\\na.txt\\nb.py\\n\u00e9.txt",\
            "files":[".hidden","a.txt","b.py","\u00e9.txt"],\
            "info":"Listed 4 files (skipped 4 internal/excluded files)","ok":true,"patterns":["*"],"recursive":false,\
            "root":"."}""",
        CanonicalJson.text(result));
  }

  @Test
  void shouldListTreesInByteOrderOfWholePaths() {
    assertEquals(
        List.of(".hidden", "a.txt", "b.py", "src.old/z.txt", "src/deep/y.py", "src/x.py", "\u00e9.txt"),
        files("walk_tree", "{}"));
    assertEquals(files("walk_tree", "{}"), files("list_files", "{\"recursive\":true}"));
    assertEquals(List.of(".hidden", "a.txt", "b.py", "\u00e9.txt"),
        files("walk_tree", "{\"recursive\":false}"));
  }

  @Test
  void shouldTakePatternsAsPathlibDoes() {
    assertEquals(List.of("b.py"), files("list_files", "{\"patterns\":[\"*.py\"]}"));
    assertEquals(List.of("b.py", "src/deep/y.py", "src/x.py"),
        files("walk_tree", "{\"patterns\":[\"*.py\"]}"));
    assertEquals(List.of("src/x.py"), files("list_files", "{\"patterns\":[\"src/*.py\"]}"));
    assertEquals(List.of("a.txt", "b.py"), files("list_files", "{\"patterns\":[\"a.*\",\"[b-c].py\"]}"));
    assertEquals(List.of("src/deep/y.py", "src/x.py"),
        files("list_files", "{\"patterns\":[\"src/**/*.py\"]}"));
    assertEquals(List.of(), files("list_files", "{\"patterns\":[\"nothing\"]}"));
  }

  @Test
  void shouldTakeEachNameForItsRoot() {
    for (String name : List.of("root", "root_path", "path", "project_root")) {
      assertEquals(List.of("x.py"), files("list_files", "{\"" + name + "\":\"src\"}"));
    }
    assertEquals("src/./deep/",
        Fields.of(fixture.result("list_files", "{\"root\":\"src/./deep/\"}")).text("root", 99));
  }

  @Test
  void shouldSkipLinksAndOurHalfWrittenFiles() throws IOException {
    Files.createSymbolicLink(fixture.workspace.resolve("link"), base.resolve("passwd"));
    Files.createSymbolicLink(fixture.workspace.resolve("dirlink"), base.resolve("etc"));
    fixture.file(".sheratan-k7f3q2ab-1-1-1.tmp", "half");
    assertEquals(List.of(".hidden", "a.txt", "b.py", "\u00e9.txt"), files("list_files", "{}"));
    assertTrue(files("walk_tree", "{}").stream().noneMatch(path -> path.contains("link")));
  }

  @Test
  void shouldCutTheContentButNotTheFiles() {
    for (int index = 0; index < 200; index++) {
      fixture.file("many/file-" + index, "");
    }
    Json.Obj result = fixture.result("list_files", "{\"root\":\"many\"}");
    assertEquals(200, Fields.of(result).items("files", 1000).size());
    assertTrue(Fields.of(result).text("content", 2000).contains("\n... [TRUNCATED] ...\n"));
    assertEquals(200, Fields.of(result).object("_metadata").integer("line_count", 0, 999));
  }

  @Test
  void shouldCountTheEntriesItLookedAt() {
    assertEquals(3, fixture.finished("list_files", "{\"root\":\"src\",\"patterns\":[\"*/*.py\"]}").units());
  }

  @Test
  void shouldNameWhatIsMissingOrNoFolder() {
    assertEquals("nowhere does not exist",
        fixture.failed("not_found", "list_files", "{\"root\":\"nowhere\"}").message());
    assertEquals("a.txt is not a folder",
        fixture.failed("not_a_folder", "list_files", "{\"root\":\"a.txt\"}").message());
  }

  @Test
  void shouldNameTheLimitItMet() {
    ToolFixture small = new ToolFixture(base, fixture.limited(5));
    assertEquals("more than 5 files and folders, at .",
        small.failed("too_many_entries", "list_files", "{}").message());
    String deep = "d/".repeat(33);
    fixture.file(deep + "f", "");
    assertTrue(fixture.failed("too_deep", "walk_tree", "{}").message().contains("32"));
    assertTrue(
        fixture.failed("too_deep", "list_files", "{\"root\":\"" + deep + "\"}").message().contains("32"));
  }

  @Test
  void shouldRefuseMoreNamesThanAMessageHolds() {
    for (int index = 0; index < 700; index++) {
      fixture.file("huge/" + "n".repeat(100) + index, "");
    }
    assertTrue(
        fixture.failed("result_too_large", "list_files", "{\"root\":\"huge\"}").message().contains("65024"));
  }

  private List<String> files(String kind, String params) {
    return Fields.of(fixture.result(kind, params)).texts("files", 1000, 1000);
  }
}
