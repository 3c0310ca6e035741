package org.sheratan.edge.relay;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

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
 * Has a worker outside do the job: lays the job down, waits until the result lies there, and takes the job away when it is
 * called back or its time is over. The file system tells of results, to one thread for all jobs that wait.
 */
public final class RelayTool implements Tool, Runnable, AutoCloseable {
  private static final String INVALID_JSON = "invalid_json";
  private static final String WORKER_FAILED = "worker_failed";
  /** Results that came after the call back, kept for another attempt. */
  private static final int MAX_LATE = 64;

  private final RelayFolder folder;
  private final WorkerBook workers;
  private final Clock clock;
  private final WatchService watch;
  private final Map<String, Semaphore> waiting = new ConcurrentHashMap<>();
  private final Deque<String> late = new ArrayDeque<>();
  private volatile boolean blind;
  private volatile RelayLookup lookup = RelayLookup.NONE;

  /**
   * @param top of the two folders; they are made
   * @throws IOException when they cannot be, or not be watched
   */
  public RelayTool(Path top, WorkerBook workers, Clock clock) throws IOException {
    this.folder = new RelayFolder(top);
    this.workers = workers;
    this.clock = clock;
    this.watch = folder.in().getFileSystem().newWatchService();
    folder.in().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
  }

  /** The folders below {@code top} in which its files are. */
  public static List<Path> folders(Path top) {
    return RelayFolder.of(top);
  }

  /** Takes away what an earlier start left; before the first job, and only while no other process has the node's data. */
  public void sweep() throws IOException {
    folder.sweep();
  }

  /** Wakes whoever waits for a result, until it is closed or the folder is gone. */
  @Override
  public void run() {
    try {
      WatchKey key;
      do {
        key = watch.take();
        key.pollEvents();
        waiting.values().forEach(Semaphore::release);
        // False when the folder is gone.
      } while (key.reset());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException closed) {
      // Nobody is to wait for results any more.
      return;
    } finally {
      blind = true;
      waiting.values().forEach(Semaphore::release);
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }

  /** Once the node answers. */
  public void knowing(RelayLookup node) {
    lookup = node;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws IOException, ToolFailure {
    ToolOrder order = run.order();
    String id = OwnedUuid.of(order.job());
    long startMs = clock.now().monoMs();
    Optional<WorkerBook.Entry> worker = workers.take(order.kind(), startMs);
    Outcome outcome = Outcome.NONE;
    Semaphore told = new Semaphore(0);
    waiting.put(id, told);
    try {
      Json.Obj result = result(id, RelayShape.job(id, order.kind(), params, worker, lookup.of(order.job()),
          clock.now()), run, told);
      outcome = RelayShape.well(result) ? Outcome.WELL : Outcome.FAILED;
      if (outcome == Outcome.FAILED) {
        throw ToolFailure.here(WORKER_FAILED, RelayShape.error(result));
      }
      return new Done(result.with("ok", true), 1);
    } catch (MalformedException broken) {
      outcome = Outcome.FAILED;
      throw ToolFailure.here(INVALID_JSON, "the worker's result: " + broken.field() + ": " + broken.reason());
    } finally {
      learn(worker, id, outcome, startMs);
      // Another attempt may wait for the same job by now.
      if (waiting.remove(id, told)) {
        takeAway(id, outcome);
      }
    }
  }

  private enum Outcome {
    WELL, FAILED,
    /** Called back, its time over, or nothing that is a file. */
    NONE
  }

  private void learn(Optional<WorkerBook.Entry> worker, String id, Outcome outcome, long startMs) {
    if (worker.isPresent()) {
      long nowMs = clock.now().monoMs();
      String name = worker.get().id();
      if (outcome == Outcome.NONE) {
        workers.onCalledBack(name, nowMs - startMs, folder.claimed(id), nowMs);
      } else {
        workers.onEnd(name, nowMs - startMs, outcome == Outcome.WELL, nowMs);
      }
    }
  }

  private void takeAway(String id, Outcome outcome) throws IOException {
    folder.removeJob(id);
    if (outcome == Outcome.NONE) {
      Optional<String> over = tooLate(id);
      if (over.isPresent() && !waiting.containsKey(over.get())) {
        folder.removeResult(over.get());
      }
    } else {
      // Another one, brought after that which was taken.
      folder.removeResult(id);
    }
  }

  /** Whose result is kept no longer. */
  private synchronized Optional<String> tooLate(String id) {
    late.remove(id);
    late.add(id);
    return late.size() > MAX_LATE ? Optional.of(late.remove()) : Optional.empty();
  }

  /** Brings the result of a job that waits here; false when it does not. */
  public boolean bring(JobId job, Json.Obj result) throws IOException {
    String id = OwnedUuid.of(job);
    if (!waiting.containsKey(id)) {
      return false;
    }
    folder.putResult(id, result);
    // When it ended meanwhile, nobody else takes away what was not taken.
    return waiting.containsKey(id) || !folder.removeResult(id);
  }

  private Json.Obj result(String id, Json.Obj job, Run run, Semaphore told) throws IOException, ToolFailure {
    run.endBy(told::release);
    folder.putJob(id, job);
    try {
      Optional<Json.Obj> result = folder.takeResult(id);
      while (result.isEmpty()) {
        run.check();
        if (blind) {
          throw ToolFailure.here(FailureCode.INTERNAL, "the relay's folder cannot be watched any more");
        }
        told.acquire();
        told.drainPermits();
        result = folder.takeResult(id);
      }
      return result.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ToolFailure.here(FailureCode.STOPPED, "the node is stopping");
    }
  }
}
