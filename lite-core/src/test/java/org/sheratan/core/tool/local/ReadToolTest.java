package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

class ReadToolTest {
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ToolFixture(base);
  }

  @Test
  void shouldReadAShortFileWhole() {
    fixture.file("d/a.txt", "21.5 \u00b0C\r\n");
    String expected = """
        {"action":"read_file_result","content":"21.5 \u00b0C\\r\\n","ok":true,"path":"d/a.txt"}""";
    assertEquals(expected, CanonicalJson.text(fixture.result("read_file", "{\"path\":\"d/a.txt\"}")));
    assertEquals(expected,
        CanonicalJson.text(fixture.result("read_file", "{\"rel_path\":\"a.txt\",\"root\":\"d\"}")));
    assertEquals(10, fixture.finished("read_file", "{\"path\":\"./d//a.txt\"}").units());
  }

  @Test
  void shouldCutLongTextByCodePoints() {
    fixture.file("long", "\ud83d\ude00".repeat(600) + " mid\n" + "\u00e9".repeat(600));
    Fields result = Fields.of(fixture.result("read_file", "{\"path\":\"long\"}"));
    assertEquals("\ud83d\ude00".repeat(500) + "\n... [TRUNCATED] ...\n" + "\u00e9".repeat(500),
        result.text("content", 2000));
    assertEquals("{\"char_count\":1205,\"is_truncated\":true,\"line_count\":2,\"word_count\":3}",
        CanonicalJson.text(result.object("_metadata").json()));
    assertEquals(1205, Fields.of(fixture.result("read_file", "{\"path\":\"long\",\"full_content\":true}"))
        .text("content", 2000).codePoints().count());
  }

  @Test
  void shouldNotCutAtExactlyOneThousand() {
    fixture.file("edge", "x".repeat(1000));
    assertFalse(Fields.of(fixture.result("read_file", "{\"path\":\"edge\"}")).has("_metadata"));
    fixture.file("edge", "x".repeat(1001));
    assertTrue(Fields.of(fixture.result("read_file", "{\"path\":\"edge\"}")).has("_metadata"));
  }

  @Test
  void shouldSayWhyItCannotRead() throws IOException {
    Files.write(fixture.workspace.resolve("binary"), new byte[]{1, (byte) 0xff});
    Files.createDirectory(fixture.workspace.resolve("folder"));
    fixture.file("large", "x".repeat(1024 * 1024 + 1));
    fixture.file("wide", "x".repeat(70_000));
    assertEquals("binary is not UTF-8 text",
        fixture.failed("not_text", "read_file", "{\"path\":\"binary\"}").message());
    assertEquals("folder is a folder",
        fixture.failed("not_a_file", "read_file", "{\"path\":\"folder\"}").message());
    assertEquals("large has 1048577 bytes, the limit is 1048576",
        fixture.failed("too_large", "read_file", "{\"path\":\"large\"}").message());
    assertEquals("the result has 70017 bytes, the limit is 65024",
        fixture.failed("result_too_large", "read_file", "{\"path\":\"wide\",\"full_content\":true}")
            .message());
    assertTrue(fixture.failed("not_found", "read_file", "{\"path\":\"none/x\"}").retryElsewhere());
    assertEquals("params.path: missing", fixture.failed("invalid", "read_file", "{}").message());
    assertFalse(fixture.failed("invalid", "read_file", "{\"path\":5}").retryElsewhere());
  }

  @Test
  void shouldReadSeveralAndNameWhatItSkipped() {
    fixture.file("a", "one");
    fixture.file("b", "y".repeat(2000));
    Json.Obj result = fixture.result("read_file_batch", "{\"paths\":[\"a\",\"./b\",\"none\"]}");
    Fields files = Fields.of(result).object("files");
    assertEquals("{\"content\":\"one\",\"truncated\":false}", CanonicalJson.text(files.object("a").json()));
    assertTrue(files.object("./b").bool("truncated", false));
    assertEquals("none does not exist", Fields.of(result).object("skipped").text("none", 99));
    assertEquals(2, Fields.of(result).integer("count", 0, 99));
    assertTrue(Fields.of(result).bool("truncated", false));
    assertEquals(10, Fields.of(result).object("limits").integer("max_files", 0, 99));
  }

  @Test
  void shouldReadNoMoreThanTheLimit() {
    fixture.file("a", "one");
    fixture.file("b", "two");
    Json.Obj result = fixture.result("read_file_batch",
        "{\"paths\":[\"b\",\"a\"],\"limit\":1,\"root\":\".\"}");
    assertEquals("{\"b\":{\"content\":\"two\",\"truncated\":false}}",
        CanonicalJson.text(Fields.of(result).object("files").json()));
    assertEquals("params.paths: missing",
        fixture.failed("invalid", "read_file_batch", "{}").message());
    assertEquals("params.paths[1]: leads upward with ..",
        fixture.failed("invalid", "read_file_batch", "{\"paths\":[\"a\",\"../x\"]}").message());
  }
}
