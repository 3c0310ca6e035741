package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Now;

/** Many tools at once in one workspace. */
class TogetherTest {
  private static final int RUNS = 200;
  private static final int THREADS = 8;
  @TempDir
  Path base;

  @Test
  void shouldWriteWholeFilesIntoFoldersThatAllMakeAtOnce() throws Exception {
    ConcurrentLinkedQueue<ToolEvent> ends = runAll((number, params) -> params
        .with("path", "new/" + number % 5 + "/deep/file-" + number % 20)
        .with("new_content", content(number % 20)));
    assertEquals(RUNS, ends.size());
    ends.forEach(end -> assertInstanceOf(ToolEvent.Finished.class, end));
    for (int number = 0; number < 20; number++) {
      Path file = base.resolve("new/" + number % 5 + "/deep/file-" + number);
      assertEquals(content(number), Files.readString(file));
    }
    assertEquals(20 + 5 + 5 + 1, everything().size());
  }

  @Test
  void shouldNeverShowAHalfWrittenFile() throws Exception {
    Files.writeString(base.resolve("f"), content(0));
    ConcurrentLinkedQueue<ToolEvent> ends = runAll((number, params) -> number % 2 == 0
        ? params.with("path", "f").with("new_content", content(number))
        : params.with("path", "f").with("full_content", true));
    for (ToolEvent end : ends) {
      ToolEvent.Finished finished = assertInstanceOf(ToolEvent.Finished.class, end);
      if (finished.result().get("content") instanceof Json.Text text) {
        int number = Integer.parseInt(text.value().substring(0, text.value().indexOf(' ')));
        assertEquals(content(number), text.value());
      }
    }
    assertEquals(List.of("f"), everything());
  }

  /** After a crash all first writers find the same leftovers. */
  @Test
  void shouldNotMindThatAnotherRunRemovesALeftoverFirst() throws Exception {
    for (int number = 0; number < 500; number++) {
      Files.writeString(base.resolve(".sheratan-k7f3q2ab-1-" + number + "-1.tmp"), "half");
    }
    ConcurrentLinkedQueue<ToolEvent> ends = runAll(
        (number, params) -> params.with("path", "file-" + number).with("new_content", content(number)));
    assertEquals(RUNS, ends.size());
    ends.forEach(end -> assertInstanceOf(ToolEvent.Finished.class, end));
    assertEquals(RUNS, everything().size());
  }

  /** Parameters of one run; those with {@code new_content} are written, others read. */
  private interface Params {
    Json.Obj of(int number, Json.Obj empty);
  }

  private ConcurrentLinkedQueue<ToolEvent> runAll(Params params) throws IOException, InterruptedException {
    ConcurrentLinkedQueue<ToolEvent> ends = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    LocalToolRunner runner = new LocalToolRunner(threads, base, ToolLimits.STANDARD.withIoBytesPerSecond(0),
        () -> Now.monotonic(0), ms -> true, ToolCatalog.standard(), new TreeMap<>());
    for (int number = 0; number < RUNS; number++) {
      Json.Obj one = params.of(number, Json.Obj.EMPTY);
      String kind = one.get("new_content") == null ? "read_file" : "rewrite_file";
      runner.start(new ToolOrder(new JobId("k7f3q2ab", 1, number + 1), 1, kind, one), ends::add);
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
    return ends;
  }

  private static String content(int number) {
    return number + " " + "line of number %d\n".formatted(number).repeat(200);
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> all = Files.walk(base)) {
      return all.skip(1).map(path -> base.relativize(path).toString()).sorted().toList();
    }
  }
}
