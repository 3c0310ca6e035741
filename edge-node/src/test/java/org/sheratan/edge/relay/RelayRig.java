package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/** A folder for workers outside, with the test as the worker and as the time. */
final class RelayRig implements AutoCloseable {
  static final JobId JOB = new JobId("k7f3q2ab", 3, 17);
  static final String ID = OwnedUuid.of(JOB);
  static final String KIND = "summarize";
  static final long LEASE_MS = 60_000;
  private static final long LONG_S = 30;

  final WorkerBook workers = new WorkerBook();
  final RelayTool tool;
  final HandAlarm alarm = new HandAlarm();
  private final Path top;
  private final LocalToolRunner runner;
  private final AtomicLong nowMs = new AtomicLong(1_000);
  private final Thread test = Thread.currentThread();
  private final AtomicInteger looks = new AtomicInteger();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<ToolEvent> events = new LinkedBlockingQueue<>();

  RelayRig(Path top) throws IOException {
    this.top = top;
    Clock clock = () -> {
      if (!Thread.currentThread().equals(test)) {
        looks.incrementAndGet();
      }
      return Now.monotonic(nowMs.get());
    };
    tool = new RelayTool(top, workers, clock, alarm, LEASE_MS);
    tool.open();
    ToolCatalog catalog = ToolCatalog.standard()
        .with(List.of(ToolKind.free(KIND, "Runs at a worker outside.", false, "run")));
    executor.execute(tool);
    runner = new LocalToolRunner(executor, top, ToolLimits.STANDARD, clock, ms -> true, catalog,
        new TreeMap<>(Map.of(KIND, tool)));
  }

  static ToolOrder order(int attempt, String checkpoint) {
    return new ToolOrder(JOB, attempt, KIND, Json.Obj.EMPTY.with("text", "long"), Bytes.utf8(checkpoint));
  }

  /** Has the job laid down; what a worker finds. */
  Json.Obj start(ToolOrder order) throws IOException {
    runner.start(order, events::add);
    Path job = out(OwnedUuid.of(order.job()) + ".job.json");
    while (!Files.exists(job)) {
      Thread.onSpinWait();
    }
    return JsonReader.readObject(Bytes.copyOf(Files.readAllBytes(job)));
  }

  void stop(ToolOrder order) {
    runner.stop(order);
  }

  Path out(String name) {
    return top.resolve("webrelay_out").resolve(name);
  }

  Path in(String name) {
    return top.resolve("webrelay_in").resolve(name);
  }

  void claim() throws IOException {
    Files.createFile(out(ID + ".job.json.claimed"));
  }

  static String reportName(int attempt) {
    return ID + "." + attempt + ".progress.json";
  }

  /** As a worker does it: whole, or not at all. */
  void put(String name, String text) throws IOException {
    Path part = Files.writeString(in(".mine"), text);
    Files.move(part, in(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void report(String text) throws IOException {
    put(reportName(1), text);
  }

  long nowMs() {
    return nowMs.get();
  }

  /** Time passes, and whoever waits has looked what there is to do. */
  void pass(long ms) {
    nowMs.addAndGet(ms);
    look();
  }

  /** Returns once whoever waits for the job has looked at the time and waits again, or has ended. */
  private void look() {
    Optional<Handout> present = tool.desk().waiting(ID);
    int before = looks.get();
    tool.desk().wakeAll();
    while (present.isPresent() && tool.desk().waiting(ID).equals(present)
        && (looks.get() == before || present.get().told().availablePermits() > 0
            || !present.get().told().hasQueuedThreads())) {
      Thread.onSpinWait();
    }
  }

  ToolEvent next() throws InterruptedException {
    ToolEvent event = events.poll(LONG_S, TimeUnit.SECONDS);
    assertNotNull(event, "nothing came");
    return event;
  }

  ToolEvent.Progressed handedIn() throws InterruptedException {
    return assertInstanceOf(ToolEvent.Progressed.class, next());
  }

  /** The word that comes next; there is time for another one then. */
  String word() throws InterruptedException {
    String word = handedIn().said().word();
    pass(1_000);
    return word;
  }

  /** What came so far, whoever waits having looked. */
  List<ToolEvent> heard() {
    look();
    List<ToolEvent> all = new java.util.ArrayList<>();
    events.drainTo(all);
    return all;
  }

  @Override
  public void close() throws IOException {
    runner.stopAll();
    tool.close();
    executor.shutdownNow();
  }
}
