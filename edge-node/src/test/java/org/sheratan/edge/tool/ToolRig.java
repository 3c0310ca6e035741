package org.sheratan.edge.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolLimits;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;

/** Runs one tool the way a node does. */
public final class ToolRig {
  private static final JobId JOB = JobId.parse("k7f3q2ab-3-17");

  private final LocalToolRunner runner;
  private final BlockingQueue<ToolEvent> events = new LinkedBlockingQueue<>();
  /** What the tool told on its way. */
  public final Queue<ToolEvent.Progressed> told = new ConcurrentLinkedQueue<>();

  public ToolRig(Path workspace, Executor executor, ToolCatalog catalog, String kind, Tool tool) {
    try {
      runner = new LocalToolRunner(executor, workspace, ToolLimits.STANDARD, () -> Now.monotonic(0),
          ms -> true, catalog, new TreeMap<>(Map.of(kind, tool)));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  public ToolRig(Path workspace, String kind, Tool tool) {
    this(workspace, Runnable::run, ToolCatalog.standard(), kind, tool);
  }

  public ToolOrder start(String kind, String params) {
    return start(kind, params, Bytes.EMPTY);
  }

  public ToolOrder start(String kind, String params, Bytes checkpoint) {
    ToolOrder order = new ToolOrder(JOB, 1, kind, JsonReader.readObject(Bytes.utf8(params)), checkpoint);
    runner.start(order, event -> {
      if (event instanceof ToolEvent.Progressed progressed) {
        told.add(progressed);
      } else {
        events.add(event);
      }
    });
    return order;
  }

  public void stop(ToolOrder order) {
    runner.stop(order);
  }

  /** As the node does when it stops. */
  public void stopAll() {
    runner.stopAll();
  }

  /** Whether its end is there already. */
  public boolean ended() {
    return !events.isEmpty();
  }

  /** The next end. */
  public ToolEvent end() {
    try {
      ToolEvent end = events.poll(60, TimeUnit.SECONDS);
      if (end == null) {
        throw new AssertionError("the tool does not end");
      }
      return end;
    } catch (InterruptedException stopping) {
      throw new AssertionError(stopping);
    }
  }

  public Json.Obj result(String kind, String params) {
    return result(kind, params, Bytes.EMPTY);
  }

  public Json.Obj result(String kind, String params, Bytes checkpoint) {
    start(kind, params, checkpoint);
    ToolEvent end = end();
    return assertInstanceOf(ToolEvent.Finished.class, end, end.toString()).result();
  }

  public ToolEvent.Failed failed(String code, String kind, String params) {
    start(kind, params);
    return failed(code);
  }

  public ToolEvent.Failed failed(String code) {
    ToolEvent end = end();
    ToolEvent.Failed failed = assertInstanceOf(ToolEvent.Failed.class, end, end.toString());
    assertEquals(code, failed.code(), failed.message());
    return failed;
  }
}
