package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.core.tool.local.ToolLimits;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/** Jobs by way of files, with the test as the worker outside. */
class RelayToolTest {
  private static final JobId JOB = new JobId("k7f3q2ab", 3, 17);
  private static final ToolOrder ORDER = new ToolOrder(JOB, 1, "summarize",
      Json.Obj.EMPTY.with("text", "long"));
  private static final Clock CLOCK = () -> Now.monotonic(1_000);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<ToolEvent> events = new LinkedBlockingQueue<>();
  private final WorkerBook workers = new WorkerBook();
  @TempDir
  Path top;
  private Path job;
  private Path result;
  private RelayTool tool;
  private LocalToolRunner runner;

  @BeforeEach
  void setUp() throws IOException {
    tool = new RelayTool(top, workers, CLOCK, (ms, task) -> () -> {}, 60_000);
    tool.open();
    job = top.resolve("webrelay_out/" + OwnedUuid.of(JOB) + ".job.json");
    result = top.resolve("webrelay_in/" + OwnedUuid.of(JOB) + ".result.json");
    ToolCatalog catalog = ToolCatalog.standard()
        .with(List.of(ToolKind.free("summarize", "Runs at a worker outside.", false, "run")));
    executor.execute(tool);
    runner = new LocalToolRunner(executor, top, ToolLimits.STANDARD, CLOCK, ms -> true, catalog,
        new TreeMap<>(Map.of("summarize", tool)));
  }

  @AfterEach
  void tearDown() throws IOException {
    tool.close();
    executor.shutdownNow();
  }

  /** What a worker outside finds, once it is there. */
  private Json.Obj found() throws IOException {
    while (!Files.exists(job)) {
      Thread.onSpinWait();
    }
    return JsonReader.readObject(Bytes.copyOf(Files.readAllBytes(job)));
  }

  private ToolEvent end() throws InterruptedException {
    ToolEvent end = events.poll(30, TimeUnit.SECONDS);
    while (!Files.notExists(job)) {
      Thread.onSpinWait();
    }
    return end;
  }

  private void answer(String text) throws IOException {
    Path part = Files.writeString(result.resolveSibling("part"), text);
    Files.move(part, result);
  }

  private String failure(String text) throws Exception {
    runner.start(ORDER, events::add);
    found();
    answer(text);
    return ((ToolEvent.Failed) end()).code();
  }

  @Test
  void shouldLayDownTheJobAndTakeUpTheResult() throws Exception {
    runner.start(ORDER, events::add);
    Json.Obj found = found();
    assertEquals(new Json.Text(OwnedUuid.of(JOB)), found.get("job_id"));
    assertEquals(new Json.Text("summarize"), found.get("kind"));
    assertEquals(new Json.Null(), found.get("worker_id"), "whoever comes");
    assertEquals(ORDER.params(), ((Json.Obj) found.get("payload")).get("params"));
    Files.createFile(job.resolveSibling(job.getFileName() + ".claimed"));
    Files.writeString(top.resolve("webrelay_in/other.result.json"), "{}");
    answer("{\"summary\":\"short\"}");
    assertEquals(Json.Obj.EMPTY.with("summary", "short").with("ok", true),
        ((ToolEvent.Finished) end()).result());
    assertFalse(Files.exists(result));
    try (var left = Files.list(top.resolve("webrelay_out"))) {
      assertEquals(0, left.count());
    }
    assertTrue(Files.exists(top.resolve("webrelay_in/other.result.json")));
  }

  @Test
  void shouldTakeAResultThatLiesThereAlready() throws Exception {
    answer("{\"summary\":\"of the attempt before\"}");
    runner.start(ORDER, events::add);
    assertTrue(end() instanceof ToolEvent.Finished);
  }

  @Test
  void shouldSayWhatIsWrongWithAResult() throws Exception {
    assertEquals("worker_failed", failure("{\"ok\":false,\"error\":\"no model\"}"));
    assertEquals("invalid_json", failure("{\"ok\":"));
    assertEquals("invalid_json", failure("[1]"));
    assertEquals("invalid_json", failure("{\"a\":1,\"a\":2}"));
    assertEquals("invalid_json", failure("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"));
    assertEquals("io_error", failure("{\"a\":\"" + "x".repeat(300_000) + "\"}"));
    assertFalse(Files.exists(result), "it would be the result of the next attempt too");
    runner.start(ORDER, events::add);
    found();
    Files.createSymbolicLink(result, Path.of("/etc/passwd"));
    assertTrue(end() instanceof ToolEvent.Failed);
  }

  /** A result brought while the job ended stayed until the next start. */
  @Test
  void shouldLeaveNoResultOfAJobThatEndedMeanwhile() throws Exception {
    for (int round = 0; round < 40; round++) {
      runner.start(ORDER, events::add);
      found();
      Future<Boolean> bringing = executor.submit(() -> {
        while (tool.bring(JOB, Json.Obj.EMPTY.with("summary", "short"))) {
          Thread.onSpinWait();
        }
        return true;
      });
      assertTrue(end() instanceof ToolEvent.Finished);
      assertTrue(bringing.get(30, TimeUnit.SECONDS));
      assertFalse(Files.exists(result), "round " + round);
    }
  }

  @Test
  void shouldTakeTheJobAwayWhenItIsCalledBack() throws Exception {
    runner.start(ORDER, events::add);
    found();
    runner.stop(ORDER);
    assertEquals("stopped", ((ToolEvent.Failed) end()).code());
    assertFalse(tool.bring(JOB, Json.Obj.EMPTY));
  }

  /** Every worker passed such a job by, for ever. */
  @Test
  void shouldLayDownAJobUnclaimedThoughAnOldClaimIsLeft() throws Exception {
    Path claim = Files.createFile(job.resolveSibling(job.getFileName() + ".claimed"));
    runner.start(ORDER, events::add);
    found();
    assertFalse(Files.exists(claim));
    answer("{}");
    assertTrue(end() instanceof ToolEvent.Finished);
  }

  @Test
  void shouldSweepWhatAnEarlierStartLeft() throws Exception {
    String id = OwnedUuid.of(JOB);
    for (String ours : List.of("out/" + id + ".job.json", "out/" + id + ".job.json.claimed",
        "out/." + id + ".job.json.part", "in/" + id + ".result.json", "in/." + id + ".result.json.part",
        "in/." + id + ".result.json.4711")) {
      Files.createFile(top.resolve("webrelay_" + ours));
    }
    Path other = Files.createFile(top.resolve("webrelay_in/notes.txt"));
    Files.createFile(top.resolve("worker.py"));
    tool.open();
    try (var left = Files.walk(top)) {
      assertEquals(List.of(other, top.resolve("worker.py")),
          left.filter(Files::isRegularFile).sorted().toList());
    }
  }

  @Test
  void shouldKeepNoMoreThanSomeLateResults() throws Exception {
    for (int count = 0; count < 66; count++) {
      ToolOrder order = new ToolOrder(new JobId("k7f3q2ab", 3, 100 + count), 1, "summarize", Json.Obj.EMPTY);
      Path late = top.resolve("webrelay_in/" + OwnedUuid.of(order.job()) + ".result.json");
      Path laid = top.resolve("webrelay_out/" + OwnedUuid.of(order.job()) + ".job.json");
      runner.start(order, events::add);
      while (!Files.exists(laid)) {
        Thread.onSpinWait();
      }
      runner.stop(order);
      events.take();
      Files.writeString(late, "{}");
    }
    try (var left = Files.list(top.resolve("webrelay_in"))) {
      assertEquals(64, left.count());
    }
  }

  /** It waited for ever, and so did its owner until the lease was over. */
  @Test
  void shouldFailWhenItsFolderGoes() throws Exception {
    runner.start(ORDER, events::add);
    found();
    Files.delete(top.resolve("webrelay_in"));
    ToolEvent.Failed failed = (ToolEvent.Failed) end();
    assertEquals("internal_error", failed.code());
    assertTrue(failed.retryElsewhere());
    runner.start(ORDER, events::add);
    assertTrue(end() instanceof ToolEvent.Failed, "nor is the next one left waiting");
  }

  @Test
  void shouldNameTheBestWorkerAndLearnFromItsResult() throws Exception {
    workers.onRegister(new WorkerBook.Entry("w1", new TreeMap<>(Map.of("summarize", 7L)), WorkerBook.ONLINE,
        Optional.empty(), Json.Obj.EMPTY), 1_000);
    runner.start(ORDER, events::add);
    Json.Obj found = found();
    assertEquals(new Json.Text("w1"), found.get("worker_id"));
    assertEquals(Json.Int.of(7), found.get("cost"));
    assertEquals(1, workers.views(1_000).getFirst().inHand());
    while (!tool.bring(JOB, Json.Obj.EMPTY.with("ok", true))) {
      Thread.onSpinWait();
    }
    assertTrue(end() instanceof ToolEvent.Finished);
    while (workers.views(1_000).getFirst().inHand() > 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, workers.views(1_000).getFirst().jobs());
  }
}
