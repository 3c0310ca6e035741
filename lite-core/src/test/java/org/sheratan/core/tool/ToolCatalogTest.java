package org.sheratan.core.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class ToolCatalogTest {
  private static final ToolCatalog CATALOG = ToolCatalog.standard();

  @Test
  void shouldKnowTheStandardTools() {
    assertEquals(
        List.of("agent_plan", "audit", "hash_files", "http_fetch", "list_files", "llm_call", "llm_models",
            "ping",
            "read_file", "read_file_batch", "rewrite_file",
            "sensor_read", "system_info", "walk_tree", "write_file"),
        CATALOG.names());
    assertEquals(CATALOG.names(), CATALOG.kinds().stream().map(ToolKind::name).toList());
    assertTrue(CATALOG.find("read_file").orElseThrow().idempotent());
    assertFalse(CATALOG.find("write_file").orElseThrow().idempotent());
    assertEquals("byte", CATALOG.find("hash_files").orElseThrow().unit());
    assertFalse(CATALOG.check("transcode", Json.Obj.EMPTY));
  }

  @Test
  void shouldCheckParametersBeforeAnythingIsAccepted() {
    assertTrue(CATALOG.check("ping", Json.Obj.EMPTY));
    assertTrue(CATALOG.check("list_files", params("{\"root\":null,\"patterns\":[\"*.py\"]}")));
    refused("params.path: missing", "read_file", "{}");
    refused("params.path: absolute; give a path inside the workspace", "read_file",
        "{\"path\":\"/etc/passwd\"}");
    refused("params.root: leads upward with ..", "hash_files", "{\"root\":\"a/../..\"}");
    refused("params.rel_path: names no file", "read_file", "{\"rel_path\":\".\"}");
    refused("params.paths: missing", "read_file_batch", "{\"paths\":null}");
    refused("params.limit: expected 1 to 100", "read_file_batch", "{\"paths\":[\"a\"],\"limit\":0}");
    refused("params.patterns: 33 items exceed 32", "list_files",
        "{\"patterns\":[" + "\"x\",".repeat(32) + "\"x\"]}");
    refused("params.patterns[0]: empty", "list_files", "{\"patterns\":[\"\"]}");
    refused("params.patterns: one with a control character", "list_files",
        "{\"patterns\":[\"a\\u0001\"]}");
    refused("params.mode: expected one of overwrite, append", "write_file",
        "{\"path\":\"a\",\"mode\":\"w\"}");
    refused("params.patterns: expected an array, found text", "list_files", "{\"patterns\":\"*\"}");
    refused("params.full_content: expected true or false, found text", "read_file",
        "{\"path\":\"a\",\"full_content\":\"yes\"}");
    refused("params.content: longer than 65536 characters", "write_file",
        "{\"path\":\"a\",\"content\":\"" + "x".repeat(65_400) + "y".repeat(137) + "\"}");
    refused("params.path: a name is longer than 255 bytes", "read_file",
        "{\"path\":\"" + "x".repeat(256) + "\"}");
    refused("params.path: longer than 1024 characters", "read_file",
        "{\"path\":\"" + "x/".repeat(512) + "x\"}");
    refused("params.path: longer than 1024 bytes", "read_file",
        "{\"path\":\"" + "\u00e9/".repeat(342) + "x\"}");
    refused("params.path: holds a control character or backslash", "read_file", "{\"path\":\"a\\u0000\"}");
  }

  @Test
  void shouldGiveACommandThatItTakesItself() {
    for (ToolKind kind : CATALOG.kinds()) {
      Json.Obj params = Json.Obj.EMPTY;
      for (String part : kind.example().split(" --param ")) {
        if (part.startsWith("sheratan")) {
          assertEquals("sheratan job submit --kind " + kind.name(), part);
          continue;
        }
        int equals = part.indexOf('=');
        boolean typed = part.charAt(equals - 1) == ':';
        String value = part.substring(equals + 1).replaceAll("^'|'$", "");
        params = params.with(part.substring(0, typed ? equals - 1 : equals),
            typed ? JsonReader.read(Bytes.utf8(value)) : new Json.Text(value));
      }
      assertTrue(CATALOG.check(kind.name(), params), kind.example());
    }
    assertEquals("sheratan job submit --kind read_file --param path=hello.txt",
        CATALOG.find("read_file").orElseThrow().example());
    assertEquals("sheratan job submit --kind read_file_batch --param paths:='[\"hello.txt\"]'",
        CATALOG.find("read_file_batch").orElseThrow().example());
  }

  @Test
  void shouldDescribeEveryParameter() {
    for (ToolKind kind : CATALOG.kinds()) {
      assertTrue(kind.description().endsWith("."), kind.name());
      kind.schema().properties().forEach((name, param) -> assertTrue(
          param.json().get("description") instanceof Json.Text(String text) && text.endsWith("."),
          kind.name() + " " + name));
    }
  }

  @Test
  void shouldReadPathsByTheirNames() {
    assertEquals(List.of("a", "b"), RelativePath.parse("path", "./a//b/").names());
    assertEquals("a/b", RelativePath.parse("path", "a/b").toString());
    assertEquals(".", RelativePath.parse("path", "").toString());
    assertEquals("a/b", RelativePath.parse("x", "a").join(RelativePath.parse("x", "b")).toString());
    assertEquals(List.of("..."), RelativePath.parse("path", "...").names());
  }

  private static Json.Obj params(String text) {
    return JsonReader.readObject(Bytes.utf8(text), JsonLimits.STANDARD.withMaxBytes(1 << 20));
  }

  private static void refused(String message, String kind, String params) {
    assertEquals(message,
        assertThrows(MalformedException.class, () -> CATALOG.check(kind, params(params))).getMessage());
  }
}
