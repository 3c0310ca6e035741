package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import org.sheratan.core.tool.ToolEvent;

class HashToolTest {
  @TempDir
  Path base;
  private ToolFixture fixture;

  @BeforeEach
  void fill() {
    fixture = new ToolFixture(base);
  }

  @Test
  void shouldHashATreeAsSha256sumWould() throws IOException {
    fixture.file("t/a/x", "1");
    fixture.file("t/a.txt", "22");
    fixture.file("t/back\\slash", "333");
    fixture.file("t/new\nline", "4444");
    fixture.file("t/\u00e9", "");
    Files.createSymbolicLink(fixture.workspace.resolve("t/link"), Path.of("a.txt"));
    // find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
    assertEquals("""
        {"action":"hash_files_result","bytes":10,"count":5,"ok":true,"root":"t",\
        "sha256":"dfadd7c8eaefd96f292f816a1cc017388146c4f58eb1f771d63d6350f41ac0ae","skipped":1}""",
        CanonicalJson.text(fixture.result("hash_files", "{\"root\":\"t\"}")));
  }

  @Test
  void shouldHashAnEmptyTree() throws IOException {
    Files.createDirectory(fixture.workspace.resolve("empty"));
    Fields result = Fields.of(fixture.result("hash_files", "{\"path\":\"empty\"}"));
    assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        result.text("sha256", 64));
    assertEquals(0, result.integer("count", 0, 9));
  }

  @Test
  void shouldNameTheHashOfEachFileWhenAsked() {
    fixture.file("a", "abc");
    Fields file = Fields.of(fixture.result("hash_files", "{\"per_file\":true}")).object("files").object("a");
    assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", file.text("sha256", 64));
    assertEquals(3, file.integer("bytes", 0, 9));
  }

  @Test
  void shouldTakeASingleFileForATreeOfOne() {
    fixture.file("d/a", "abc");
    Fields one = Fields.of(fixture.result("hash_files", "{\"path\":\"d/a\",\"per_file\":true}"));
    assertEquals(3, one.object("files").object("a").integer("bytes", 0, 9));
    assertEquals(Fields.of(fixture.result("hash_files", "{\"path\":\"d\"}")).text("sha256", 64),
        one.text("sha256", 64));
  }

  @Test
  void shouldReportProgressAtMostOnceASecondAndKeepToTheRate() {
    ToolFixture slow = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(100_000));
    for (int index = 0; index < 10; index++) {
      slow.file("f" + index, "x".repeat(100_000));
    }
    long startMs = slow.nowMs;
    slow.finished("hash_files", "{}");
    long tookMs = slow.nowMs - startMs;
    assertTrue(tookMs >= 9_900 && tookMs < 10_500, "1 MB at 100 kB/s took " + tookMs + " ms");
    List<ToolEvent> progress = slow.events.subList(0, slow.events.size() - 1);
    assertTrue(progress.size() >= 8 && progress.size() <= 10, progress.size() + " reports");
    double last = 0;
    for (ToolEvent event : progress) {
      double done = assertInstanceOf(ToolEvent.Progressed.class, event).done();
      assertTrue(done >= last + 0.01 && done < 1, done + " after " + last);
      last = done;
    }
  }

  @Test
  void shouldStopBetweenChunks() {
    ToolFixture slow = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(10_000));
    slow.file("f", "x".repeat(1_000_000));
    long startMs = slow.nowMs;
    slow.onPause = () -> {
      if (slow.nowMs - startMs >= 2000) {
        slow.runner.stop(ToolFixture.order("hash_files", "{}"));
      }
    };
    slow.failed("stopped", "hash_files", "{}");
    assertTrue(slow.nowMs - startMs <= 2200, "stopped after " + (slow.nowMs - startMs) + " ms");
  }

  @Test
  void shouldNameTheLimitItMet() {
    ToolLimits small = new ToolLimits(0, 10, 25, 10, 32, 400);
    ToolFixture limited = new ToolFixture(base, small);
    limited.file("a", "x".repeat(20));
    limited.file("b", "x".repeat(6));
    assertEquals("the tree up to b has 26 bytes, the limit is 25",
        limited.failed("too_large", "hash_files", "{}").message());
    for (int index = 0; index < 12; index++) {
      limited.file("many/" + index, "");
    }
    assertEquals("more than 10 files and folders, at many",
        limited.failed("too_many_entries", "hash_files", "{\"root\":\"many\"}").message());
    for (int index = 0; index < 9; index++) {
      limited.file("names/" + index + "-".repeat(30), "");
    }
    limited.failed("result_too_large", "hash_files", "{\"root\":\"names\",\"per_file\":true}");
    limited.finished("hash_files", "{\"root\":\"names\"}");
  }

  @Test
  void shouldHashFilesLargerThanAnyOtherToolMayRead() {
    fixture.file("large", "x".repeat(3_000_000));
    assertEquals(3_000_000, fixture.finished("hash_files", "{}").units());
  }
}
