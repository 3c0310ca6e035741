package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One limit for all tools of a node, in virtual time. */
class SharedLimitTest {
  private static final long RATE = 50_000;
  @TempDir
  Path base;

  @Test
  void shouldCountEveryToolAgainstTheSameRate() {
    ToolFixture fixture = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(RATE));
    fixture.file("a", "x".repeat(100_000));
    fixture.file("b", "x".repeat(100_000));
    long startMs = fixture.nowMs;
    fixture.finished("read_file", "{\"path\":\"a\"}");
    assertTook(fixture, startMs, 2000);
    startMs = fixture.nowMs;
    fixture.finished("read_file_batch", "{\"paths\":[\"a\",\"b\"]}");
    assertTook(fixture, startMs, 4000);
    startMs = fixture.nowMs;
    fixture.finished("hash_files", "{\"root\":\"b\"}");
    assertTook(fixture, startMs, 2000);
    startMs = fixture.nowMs;
    fixture.finished("write_file", "{\"path\":\"c\",\"content\":\"" + "y".repeat(50_000) + "\"}");
    assertTook(fixture, startMs, 1000);
  }

  @Test
  void shouldCountLookingAtNamesToo() {
    ToolFixture fixture = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(RATE));
    for (int index = 0; index < 400; index++) {
      fixture.file("f" + index, "");
    }
    long startMs = fixture.nowMs;
    fixture.finished("list_files", "{}");
    assertTook(fixture, startMs, 400 * 256 * 1000 / RATE);
  }

  @Test
  void shouldReportProgressOfABatch() {
    ToolFixture fixture = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(RATE));
    for (String name : List.of("a", "b", "c")) {
      fixture.file(name, "x".repeat(100_000));
    }
    fixture.finished("read_file_batch", "{\"paths\":[\"a\",\"b\",\"c\"]}");
    assertEquals(4, fixture.events.size());
  }

  @Test
  void shouldStopABatchInTheMiddle() {
    ToolFixture fixture = new ToolFixture(base, ToolLimits.STANDARD.withIoBytesPerSecond(RATE));
    fixture.file("a", "x".repeat(100_000));
    fixture.onPause = () -> fixture.runner
        .stop(ToolFixture.order("read_file_batch", "{\"paths\":[\"a\",\"a\"]}"));
    fixture.failed("stopped", "read_file_batch", "{\"paths\":[\"a\",\"a\"]}");
  }

  private static void assertTook(ToolFixture fixture, long startMs, long expectedMs) {
    long tookMs = fixture.nowMs - startMs;
    assertTrue(tookMs >= expectedMs - 120 && tookMs <= expectedMs + 60,
        tookMs + " ms instead of " + expectedMs);
  }
}
