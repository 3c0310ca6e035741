package org.sheratan.edge.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.core.tool.local.ToolLimits;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.relay.RelayDesk;
import org.sheratan.edge.relay.RelayTool;
import org.sheratan.edge.relay.WorkerBook;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/** A real folder for workers outside, in which as many jobs wait as a test wants. */
public final class WaitingRelay implements AutoCloseable {
  public static final String KIND = "count_words";
  private static final long LEASE_MS = 86_400_000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Path top;
  private final RelayTool tool;
  private final LocalToolRunner runner;
  private final LinkedBlockingQueue<ToolEvent.Progressed> heard = new LinkedBlockingQueue<>();
  private int made;

  public WaitingRelay(Path folder, Clock clock) {
    try {
      top = Files.createTempDirectory(folder, "relay");
      tool = new RelayTool(top, new WorkerBook(), clock, (ms, task) -> () -> {}, LEASE_MS);
      tool.open();
      ToolCatalog catalog = ToolCatalog.standard()
          .with(List.of(ToolKind.free(KIND, "Runs at a worker outside.", false, "run")));
      runner = new LocalToolRunner(executor, top, ToolLimits.STANDARD, clock, ms -> true, catalog,
          new TreeMap<>(Map.of(KIND, tool)));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    executor.execute(tool);
  }

  public RelayDesk desk() {
    return tool.desk();
  }

  /** The two folders are in it. */
  public Path top() {
    return top;
  }

  /** One more job; it lies there soon. */
  public JobId handOut() {
    JobId job = new JobId("k7f3q2ab", 3, ++made);
    runner.start(order(job), event -> {
      if (event instanceof ToolEvent.Progressed progressed) {
        heard.add(progressed);
      }
    });
    return job;
  }

  private static ToolOrder order(JobId job) {
    return new ToolOrder(job, 1, KIND, Json.Obj.EMPTY.with("text", "how many"));
  }

  /** The node calls it back. */
  public void callBack(JobId job) {
    runner.stop(order(job));
  }

  /** Has that job's waiting looked at again, as time does. */
  public void stir(JobId job) throws IOException {
    Files.writeString(top.resolve("webrelay_in/" + OwnedUuid.of(job) + ".1.progress.json"), "");
  }

  /** What was handed in next. */
  public ToolEvent.Progressed progress() {
    try {
      return heard.take();
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  /** How much was handed in and not looked at. */
  public int handedIn() {
    return heard.size();
  }

  public static ToolReport at(int number) {
    return new ToolReport(0.5, Interim.checkpoint("", Bytes.utf8("at " + number)));
  }

  @Override
  public void close() {
    runner.stopAll();
    try {
      tool.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      executor.shutdownNow();
    }
  }
}
