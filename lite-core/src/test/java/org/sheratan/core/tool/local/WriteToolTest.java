package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;

class WriteToolTest {
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ToolFixture(base);
  }

  @Test
  void shouldWriteANewFileWithTheFoldersOnTheWay() throws IOException {
    assertEquals(
        """
            {"action":"write_file_result","message":"Successfully wrote 3 characters to c.txt","mode":"overwrite",\
            "ok":true,"path":"a/b/c.txt"}""",
        CanonicalJson.text(
            fixture.result("write_file", "{\"path\":\"a/b/c.txt\",\"content\":\"x\u00e9\ud83d\ude00\"}")));
    assertEquals("x\u00e9\ud83d\ude00", Files.readString(fixture.workspace.resolve("a/b/c.txt")));
    assertEquals(7, fixture
        .finished("write_file", "{\"path\":\"a/b/c.txt\",\"content\":\"x\u00e9\ud83d\ude00\"}").units());
    assertEquals(List.of("a", "a/b", "a/b/c.txt"), everything());
  }

  @Test
  void shouldAppendAndShowTheWhole() throws IOException {
    fixture.result("write_file", "{\"path\":\"log\",\"content\":\"one\\n\",\"mode\":\"append\"}");
    Fields result = Fields
        .of(fixture.result("write_file", "{\"path\":\"log\",\"content\":\"two\\n\",\"mode\":\"append\"}"));
    assertEquals("one\ntwo\n", result.text("content", 99));
    assertEquals("Successfully appended 4 characters to log", result.text("message", 99));
    assertEquals("one\ntwo\n", Files.readString(fixture.workspace.resolve("log")));
    assertEquals("wrote",
        Fields.of(fixture.result("write_file", "{\"path\":\"new/log\",\"mode\":\"append\"}"))
            .text("message", 99).split(" ")[1]);
  }

  @Test
  void shouldRewriteInTheShapeOfTheOriginal() throws IOException {
    fixture.file("f", "old");
    assertEquals(
        """
            {"action":"rewrite_file_result","info":"rewrote file for job k7f3q2ab-3-17","new_content_preview":"new",\
            "ok":true,"path":"f"}""",
        CanonicalJson.text(fixture.result("rewrite_file", "{\"path\":\"f\",\"new_content\":\"new\"}")));
    assertEquals("new", Files.readString(fixture.workspace.resolve("f")));
    assertEquals("params.new_content: missing",
        fixture.failed("invalid", "rewrite_file", "{\"path\":\"f\"}").message());
  }

  @Test
  void shouldKeepThePermissionsOfWhatItReplaces() throws IOException {
    Path file = fixture.file("f", "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    fixture.result("rewrite_file", "{\"path\":\"f\",\"new_content\":\"new\"}");
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void shouldLeaveTheOldFileWhenStoppedHalfWay() throws IOException {
    ToolFixture slow = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(10_000));
    slow.file("f", "old");
    slow.onPause = () -> slow.runner.stop(ToolFixture.order("rewrite_file", rewrite("f")));
    slow.failed("stopped", "rewrite_file", rewrite("f"));
    assertEquals("old", Files.readString(slow.workspace.resolve("f")));
    assertEquals(List.of("f"), everything());
  }

  @Test
  void shouldRemoveWhatACrashLeft() throws IOException {
    fixture.file("d/.sheratan-k7f3q2ab-2-9-1.tmp", "half");
    Files.createDirectories(fixture.workspace.resolve("d/.sheratan-k7f3q2ab-2-8-1.tmp"));
    fixture.file("d/.sheratan-not-ours", "kept");
    fixture.result("write_file", "{\"path\":\"d/f\",\"content\":\"x\"}");
    assertEquals(List.of("d", "d/.sheratan-not-ours", "d/f"), everything());
  }

  @Test
  void shouldNotWriteOverAnythingButFiles() throws IOException {
    Files.createDirectory(fixture.workspace.resolve("folder"));
    Path outside = Files.writeString(base.resolve("outside"), "untouched");
    Files.createSymbolicLink(fixture.workspace.resolve("link"), outside);
    fixture.failed("not_a_file", "write_file", "{\"path\":\"folder\",\"content\":\"x\"}");
    fixture.failed("symlink", "write_file", "{\"path\":\"link\",\"content\":\"x\"}");
    fixture.failed("symlink", "write_file", "{\"path\":\"link\",\"content\":\"x\",\"mode\":\"append\"}");
    fixture.file("f", "x");
    fixture.failed("not_a_folder", "write_file", "{\"path\":\"f/g\",\"content\":\"x\"}");
    assertEquals("untouched", Files.readString(outside));
    assertTrue(Files.isSymbolicLink(fixture.workspace.resolve("link")));
  }

  @Test
  void shouldRefuseWhatBreaksItsLimits() {
    fixture.file("big", "x".repeat(1024 * 1024));
    assertEquals("big has 1048577 bytes, the limit is 1048576",
        fixture.failed("too_large", "write_file", "{\"path\":\"big\",\"content\":\"x\",\"mode\":\"append\"}")
            .message());
    assertEquals("params.mode: expected one of overwrite, append",
        fixture.failed("invalid", "write_file", "{\"path\":\"f\",\"mode\":\"delete\"}").message());
    assertEquals("params.path: names no file",
        fixture.failed("invalid", "write_file", "{\"path\":\"./\"}").message());
    assertFalse(Files.exists(fixture.workspace.resolve("f")));
  }

  private static String rewrite(String path) {
    return "{\"path\":\"" + path + "\",\"new_content\":\"" + "n".repeat(20_000) + "\"}";
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> all = Files.walk(fixture.workspace)) {
      return all.skip(1).map(path -> fixture.workspace.relativize(path).toString()).sorted().toList();
    }
  }
}
