package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;

/** A workspace on a real disk, tools run on the caller's thread, time that moves only when someone waits. */
final class ToolFixture {
  static final JobId JOB = JobId.parse("k7f3q2ab-3-17");
  private static final Executor DIRECT = Runnable::run;

  final Path base;
  final Path workspace;
  final List<ToolEvent> events = new ArrayList<>();
  final ToolLimits limits;
  LocalToolRunner runner;
  long nowMs = 1_000_000;
  Runnable onPause = () -> {};

  ToolFixture(Path base, ToolLimits limits) {
    this.base = base;
    this.limits = limits;
    this.workspace = base.resolve("workspace");
    try {
      Files.createDirectories(workspace);
      runner = runner(DIRECT, Path.of("/"));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  ToolFixture(Path base) {
    this(base, ToolLimits.STANDARD.withIoBytesPerSecond(0));
  }

  LocalToolRunner runner(Executor executor, Path systemRoot) throws IOException {
    return new LocalToolRunner(executor, workspace, limits, () -> Now.monotonic(nowMs), this::pause,
        systemRoot, ToolCatalog.standard());
  }

  Path file(String path, String content) {
    try {
      Path file = workspace.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  ToolEvent end(String kind, String params) {
    return end(kind, params, Bytes.EMPTY);
  }

  ToolEvent end(String kind, String params, Bytes checkpoint) {
    events.clear();
    ToolOrder order = order(kind, params);
    runner.start(new ToolOrder(order.job(), order.attempt(), kind, order.params(), checkpoint), events::add);
    return events.getLast();
  }

  ToolEvent.Finished finished(String kind, String params) {
    return assertInstanceOf(ToolEvent.Finished.class, end(kind, params));
  }

  Json.Obj result(String kind, String params) {
    return finished(kind, params).result();
  }

  ToolEvent.Failed failed(String code, String kind, String params) {
    ToolEvent.Failed failed = assertInstanceOf(ToolEvent.Failed.class, end(kind, params), params);
    assertEquals(code, failed.code(), failed.message());
    return failed;
  }

  static ToolOrder order(String kind, String params) {
    return new ToolOrder(JOB, 1, kind, JsonReader.readObject(Bytes.utf8(params)));
  }

  private boolean pause(long ms) {
    onPause.run();
    nowMs += ms;
    return true;
  }

  /** These limits, but for the files and folders that one job may look at. */
  ToolLimits limited(int entries) {
    return new ToolLimits(limits.ioBytesPerSecond(), limits.fileBytes(), limits.treeBytes(), entries,
        limits.depth(),
        limits.resultBytes());
  }
}
