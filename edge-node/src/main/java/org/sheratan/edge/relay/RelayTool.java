package org.sheratan.edge.relay;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * Has a worker outside do the job: lays the job down, waits until the result lies there (told by the file system, without
 * looking again and again), and takes the job away when it is called back or its time is over.
 */
public final class RelayTool implements Tool {
  private static final String INVALID_JSON = "invalid_json";
  private static final String WORKER_FAILED = "worker_failed";

  private final RelayFolder folder;
  private final WorkerBook workers;
  private final Clock clock;
  private final Set<JobId> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param top of the two folders; they are made
   * @throws IOException when they cannot be
   */
  public RelayTool(Path top, WorkerBook workers, Clock clock) throws IOException {
    this.folder = new RelayFolder(top);
    this.workers = workers;
    this.clock = clock;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolOrder order = run.order();
    String id = OwnedUuid.of(order.job());
    long startMs = clock.now().monoMs();
    Optional<WorkerBook.Entry> worker = workers.take(order.kind(), startMs);
    Optional<Long> tookMs = Optional.empty();
    boolean well = false;
    waiting.add(order.job());
    try {
      Json.Obj result = result(id, RelayShape.job(id, order.kind(), params, worker, clock.now()), run);
      tookMs = Optional.of(clock.now().monoMs() - startMs);
      well = RelayShape.well(result);
      if (!well) {
        throw ToolFailure.here(WORKER_FAILED, RelayShape.error(result));
      }
      return new Done(result.with("ok", true), 1);
    } catch (MalformedException broken) {
      tookMs = Optional.of(clock.now().monoMs() - startMs);
      throw ToolFailure.here(INVALID_JSON, "the worker's result: " + broken.field() + ": " + broken.reason());
    } finally {
      waiting.remove(order.job());
      folder.removeJob(id);
      boolean ended = well;
      Optional<Long> took = tookMs;
      worker.ifPresent(entry -> workers.onEnd(entry.id(), took, ended, clock.now().monoMs()));
    }
  }

  /** Brings the result of a job that waits here; false when it does not. */
  public boolean bring(JobId job, Json.Obj result) throws IOException {
    if (!waiting.contains(job)) {
      return false;
    }
    folder.putResult(OwnedUuid.of(job), result);
    return true;
  }

  private Json.Obj result(String id, Json.Obj job, Run run) throws IOException, ToolFailure {
    try (WatchService watch = folder.in().getFileSystem().newWatchService()) {
      folder.in().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      run.endBy(() -> close(watch));
      folder.putJob(id, job);
      Optional<Json.Obj> result = folder.takeResult(id);
      while (result.isEmpty()) {
        WatchKey key = watch.take();
        key.pollEvents();
        key.reset();
        result = folder.takeResult(id);
      }
      return result.get();
    } catch (ClosedWatchServiceException calledBack) {
      run.check();
      throw ToolFailure.here(FailureCode.INTERNAL, "the relay's folder cannot be watched any more");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ToolFailure.here(FailureCode.STOPPED, "the node is stopping");
    }
  }

  private static void close(WatchService watch) {
    try {
      watch.close();
    } catch (IOException leftOpen) {
      throw new IllegalStateException("a watch that cannot be closed", leftOpen);
    }
  }
}
