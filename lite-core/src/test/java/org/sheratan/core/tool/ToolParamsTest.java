package org.sheratan.core.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class ToolParamsTest {
  @Test
  void shouldReadListings() {
    ToolParams.Listing usual = ToolParams.listing(params("list_files", "{}"));
    assertEquals(".", usual.rootText());
    assertEquals(new RelativePath(List.of()), usual.root());
    assertEquals(List.of("*"), usual.patterns());
    assertFalse(usual.recursive());
    assertTrue(ToolParams.listing(params("walk_tree", "{}")).recursive());
    ToolParams.Listing full = ToolParams.listing(params("list_files", """
        {"root":"","root_path":"a/b","path":"c","patterns":["*.py","*.txt"],"recursive":true}"""));
    assertEquals("a/b", full.rootText());
    assertEquals(List.of("a", "b"), full.root().names());
    assertEquals(List.of("*.py", "*.txt"), full.patterns());
    assertTrue(full.recursive());
  }

  @Test
  void shouldReadReadings() {
    assertEquals(new ToolParams.Reading(path("a/b"), false),
        ToolParams.reading(params("read_file", "{\"path\":\"a/b\"}")));
    assertEquals(new ToolParams.Reading(path("r/a/b"), true),
        ToolParams.reading(params("read_file",
            "{\"root\":\"r\",\"rel_path\":\"a/b\",\"path\":\"ignored\",\"full_content\":true}")));
    assertEquals(new ToolParams.Reading(path("a"), false),
        ToolParams.reading(params("read_file", "{\"rel_path\":null,\"path\":\"a\"}")));
  }

  @Test
  void shouldReadBatches() {
    ToolParams.Batch batch = ToolParams
        .batch(params("read_file_batch", "{\"root\":\"r\",\"paths\":[\"./a\",\"b\"],\"limit\":7}"));
    assertEquals(List.of("./a", "b"), batch.texts());
    assertEquals(List.of(path("r/a"), path("r/b")), batch.paths());
    assertEquals(7, batch.limit());
    assertEquals(10, ToolParams.batch(params("read_file_batch", "{\"paths\":[\"a\"]}")).limit());
    refused("params.paths: 101 items exceed 100",
        () -> ToolParams.batch(params("read_file_batch", "{\"paths\":[" + "\"a\",".repeat(100) + "\"a\"]}")));
    refused("params.paths[1]: expected text, found null",
        () -> ToolParams.batch(params("read_file_batch", "{\"paths\":[\"a\",null]}")));
    refused("params.root: absolute; give a path inside the workspace",
        () -> ToolParams.batch(params("read_file_batch", "{\"root\":\"/\",\"paths\":[\"a\"]}")));
  }

  @Test
  void shouldReadWritings() {
    assertEquals(new ToolParams.Writing(path("a"), "", false),
        ToolParams.writing(params("write_file", "{\"path\":\"a\"}")));
    assertEquals(new ToolParams.Writing(path("a"), "x", true),
        ToolParams.writing(params("write_file", "{\"path\":\"a\",\"content\":\"x\",\"mode\":\"append\"}")));
    assertEquals(new ToolParams.Writing(path("a"), "", false),
        ToolParams.rewriting(params("rewrite_file", "{\"path\":\"a\",\"new_content\":\"\"}")));
    refused("params.content: expected text, found an integer",
        () -> ToolParams.writing(params("write_file", "{\"path\":\"a\",\"content\":1}")));
    refused("params.new_content: missing",
        () -> ToolParams.rewriting(params("rewrite_file", "{\"path\":\"a\",\"content\":\"x\"}")));
  }

  @Test
  void shouldReadHashings() {
    assertEquals(new ToolParams.Hashing("a", path("a"), true),
        ToolParams.hashing(params("hash_files", "{\"project_root\":\"a\",\"per_file\":true}")));
    assertEquals(new ToolParams.Hashing(".", new RelativePath(List.of()), false),
        ToolParams.hashing(params("hash_files", "{}")));
  }

  private static RelativePath path(String text) {
    return RelativePath.parse("path", text);
  }

  private static Json.Obj params(String kind, String text) {
    return ToolCatalog.standard().find(kind).orElseThrow().check(JsonReader.readObject(Bytes.utf8(text)));
  }

  private static void refused(String message, Runnable read) {
    assertEquals(message, assertThrows(MalformedException.class, read::run).getMessage());
  }
}
