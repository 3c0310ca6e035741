package org.sheratan.edge.relay;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * Has a worker outside do the job: lays the job down, hands in what is reported, waits until the result lies there, and takes the
 * job away when it is called back or its time is over, or a worker that reported is silent. The file system tells of results and
 * reports, to one thread for all jobs that wait.
 */
public final class RelayTool implements Tool, Runnable, AutoCloseable {
  private static final String INVALID_JSON = "invalid_json";
  private static final String WORKER_FAILED = "worker_failed";
  /** Results that came after the call back, kept for another attempt. */
  private static final int MAX_LATE = 64;

  private final RelayFolder folder;
  private final WorkerBook workers;
  private final Clock clock;
  private final Alarm alarm;
  private final WatchService watch;
  private final RelayDesk desk;
  private final Deque<String> late = new ArrayDeque<>();
  private volatile boolean blind;
  private volatile RelayLookup lookup = RelayLookup.NONE;

  /**
   * @param top of the two folders, which {@link #open} makes
   * @param leaseMs how long a worker that reports may be silent
   * @throws IOException when none of this file system can be watched
   */
  public RelayTool(Path top, WorkerBook workers, Clock clock, Alarm alarm, long leaseMs) throws IOException {
    this.folder = new RelayFolder(top);
    this.workers = workers;
    this.clock = clock;
    this.alarm = alarm;
    this.desk = new RelayDesk(folder, clock, leaseMs);
    this.watch = folder.in().getFileSystem().newWatchService();
  }

  /** The folders below {@code top} in which its files are. */
  public static List<Path> folders(Path top) {
    return RelayFolder.of(top);
  }

  /** For workers that speak HTTP. */
  public RelayDesk desk() {
    return desk;
  }

  /**
   * Makes the folders, watches them, and takes away what an earlier start left; before the first job, and only while no other
   * process has the node's data.
   *
   * @throws IOException when they cannot be made, or not be watched
   */
  public void open() throws IOException {
    folder.make();
    folder.in().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    folder.out().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    folder.sweep();
  }

  /** Wakes whoever waits for a file, until it is closed or the folder is gone. */
  @Override
  public void run() {
    try {
      WatchKey key;
      do {
        key = watch.take();
        key.pollEvents().forEach(this::wake);
        // False when its folder is gone.
      } while (key.reset());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ClosedWatchServiceException closed) {
      // Nobody is to wait for results any more.
      return;
    } finally {
      blind = true;
      desk.wakeAll();
    }
  }

  private void wake(WatchEvent<?> event) {
    if (!(event.context() instanceof Path file)) {
      // There were too many to be told.
      desk.wakeAll();
      return;
    }
    String name = file.toString();
    if (RelayFolder.isJob(name)) {
      return; // We laid it down ourselves.
    }
    Optional<Handout> about = RelayFolder.job(name).flatMap(desk::waiting);
    if (!RelayFolder.isReport(name)) {
      about.ifPresent(handout -> handout.told().release());
    } else if (about.filter(handout -> name.equals(reportName(handout))).isPresent()) {
      about.get().stir();
    } else {
      removeReport(name);
    }
  }

  private static String reportName(Handout handout) {
    return RelayFolder.reportName(handout.id(), handout.attempt());
  }

  /** Whoever reports on what is no longer its own is to find out by the job, which is gone. */
  private void removeReport(String name) {
    try {
      folder.removeReport(name);
    } catch (IOException kept) {
      // It does no harm where it is.
      return;
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
    Optional<RelayContext> context = lookup.of(run.order().job());
    long startMs = clock.now().monoMs();
    Optional<WorkerBook.Entry> worker = workers.take(run.order().kind(), startMs);
    Handout handout = handout(params, run, worker, context);
    Ending ending = Ending.NONE;
    desk.open(handout);
    try {
      Json.Obj result = result(handout, run, startMs);
      ending = RelayShape.well(result) ? Ending.WELL : Ending.FAILED;
      if (ending == Ending.FAILED) {
        throw ToolFailure.here(WORKER_FAILED, RelayShape.error(result));
      }
      return new Done(result.with("ok", true), 1);
    } catch (MalformedException broken) {
      ending = Ending.FAILED;
      throw ToolFailure.here(INVALID_JSON, "the worker's result: " + broken.field() + ": " + broken.reason());
    } catch (ToolFailure failure) {
      ending = failure.lost() ? Ending.SILENT : ending;
      throw failure;
    } finally {
      learn(worker, handout.id(), ending, startMs);
      removeReport(reportName(handout));
      if (desk.close(handout, ending == Ending.WELL || ending == Ending.FAILED, ending.why)) {
        takeAway(handout, ending);
      }
    }
  }

  private Handout handout(Json.Obj params, Run run, Optional<WorkerBook.Entry> worker,
      Optional<RelayContext> context) {
    ToolOrder order = run.order();
    Optional<String> checkpoint = ToolReport.checkpoint(run.checkpoint());
    if (checkpoint.isEmpty() && run.checkpoint().length() > 0) {
      run.say("anew, bad checkpoint");
    }
    return new Handout(OwnedUuid.of(order.job()), order.attempt(), desk.nextOrder(),
        worker.map(WorkerBook.Entry::id), RelayShape.job(order, params, worker, context,
            desk.leaseMs(), checkpoint, clock.now()),
        desk.leaseMs());
  }

  private enum Ending {
    WELL("its result was taken"), FAILED("its result was taken"),
    /** It reported, and then no more. */
    SILENT("nothing was heard of it for longer than its lease, so the job went on without it"),
    /** Called back, its time over, or nothing that is a file. */
    NONE("the job was called back, or its time is over");

    private final String why;

    Ending(String why) {
      this.why = why;
    }
  }

  private void learn(Optional<WorkerBook.Entry> worker, String id, Ending ending, long startMs) {
    if (worker.isPresent()) {
      long nowMs = clock.now().monoMs();
      String name = worker.get().id();
      switch (ending) {
        case NONE -> workers.onCalledBack(name, nowMs - startMs, folder.claimed(id), nowMs);
        case SILENT -> workers.onSilent(name, nowMs);
        case WELL -> workers.onEnd(name, nowMs - startMs, true, nowMs);
        case FAILED -> workers.onEnd(name, nowMs - startMs, false, nowMs);
      }
    }
  }

  private void takeAway(Handout handout, Ending ending) throws IOException {
    folder.removeJob(handout.id());
    if (ending == Ending.NONE || ending == Ending.SILENT) {
      Optional<String> over = tooLate(handout.id());
      if (over.isPresent() && desk.waiting(over.get()).isEmpty()) {
        folder.removeResult(over.get());
      }
    } else {
      // Another one, brought after that which was taken.
      folder.removeResult(handout.id());
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
    if (desk.waiting(id).isEmpty()) {
      return false;
    }
    folder.putResult(id, result);
    // When it ended meanwhile, nobody else takes away what was not taken.
    return desk.waiting(id).isPresent() || !folder.removeResult(id);
  }

  private Json.Obj result(Handout handout, Run run, long startMs) throws IOException, ToolFailure {
    run.endBy(handout.told()::release);
    folder.putJob(handout.id(), handout.job());
    handout.laid(startMs);
    try {
      Optional<Json.Obj> result = folder.takeResult(handout.id());
      while (result.isEmpty()) {
        run.check();
        if (blind) {
          throw ToolFailure.here(FailureCode.INTERNAL, "the relay's folders cannot be watched any more");
        }
        await(handout, follow(handout, run));
        result = folder.takeResult(handout.id());
      }
      return result.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ToolFailure.here(FailureCode.STOPPED, "the node is stopping");
    }
  }

  /** Until something comes, or for so long. */
  private void await(Handout handout, long idleMs) throws InterruptedException {
    Runnable off = idleMs == Long.MAX_VALUE
        ? () -> {}
        : alarm.after(idleMs, handout.told()::release);
    try {
      handout.told().acquire();
      handout.told().drainPermits();
    } finally {
      off.run();
    }
  }

  /** @return how long nothing is to be done unless something comes */
  private long follow(Handout handout, Run run) throws ToolFailure {
    long nowMs = clock.now().monoMs();
    if (handout.looks(nowMs)) {
      look(handout, run, nowMs);
    }
    handout.taking(folder.claimed(handout.id()), nowMs)
        .ifPresent(word -> run.say(RelayShape.word(word)));
    handout.take(nowMs).ifPresent(report -> run.handIn(report.done(), report.said()));
    if (handout.silent(nowMs)) {
      throw ToolFailure.lost("no worker reported for " + desk.leaseMs() + " ms");
    }
    return handout.idleMs(nowMs);
  }

  /** What cannot be read counts for nothing, not even as a sign of life; it is said by a word, for people. */
  private void look(Handout handout, Run run, long nowMs) {
    String wrong = "";
    try {
      Optional<Json.Obj> found = folder.takeReport(reportName(handout));
      if (found.isPresent()) {
        ToolReport report = RelayShape.report(found.get(), handout.id());
        boolean counts = handout.onFile(report, folder.claimed(handout.id()), nowMs);
        wrong = counts ? "" : "not by whoever has claimed it";
      }
    } catch (MalformedException broken) {
      wrong = broken.field() + ": " + broken.reason();
    } catch (IOException unread) {
      wrong = "no file that can be read";
    }
    if (!wrong.isEmpty()) {
      run.say(RelayShape.word("bad report, " + wrong));
      handout.rest(nowMs);
    }
  }
}
