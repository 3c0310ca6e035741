package org.sheratan.edge.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.sheratan.core.json.Json;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.trace.DecisionLine;
import org.sheratan.edge.daemon.Log;

/**
 * The trace of one node: takes decisions from its thread, writes them on another, reads them for whoever asks. It never makes
 * the node wait: what a slow or full disk does not take is counted and lost.
 */
public final class TraceLog implements Consumer<Decision>, Runnable, AutoCloseable {
  private static final int MAX_WAITING = 2_048;
  private static final int MAX_BATCH = 256;
  private static final long CLOSE_MS = 5_000;

  private final TraceFolder folder;
  private final TraceFile file;
  private final DecisionLine line;
  private final BlockingQueue<Optional<Decision>> waiting = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong lost = new AtomicLong();
  private boolean failing;

  /**
   * @param top the folder its files are in
   * @param maxBytes of all of them together
   */
  public TraceLog(Path top, long maxBytes, DecisionLine line) {
    this.folder = new TraceFolder(top);
    this.file = new TraceFile(folder, maxBytes);
    this.line = line;
  }

  /** Those of a trace in {@code top}. */
  public static List<Path> files(Path top) throws IOException {
    return List.copyOf(new TraceFolder(top).files().values());
  }

  @Override
  public void accept(Decision decision) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(Optional.of(decision));
    } else {
      lost.incrementAndGet();
    }
  }

  /** Decisions that were not written, since this start. */
  public long lost() {
    return lost.get();
  }

  /** Writes until it is closed. */
  @Override
  public void run() {
    try {
      List<Optional<Decision>> batch = new ArrayList<>();
      do {
        batch.clear();
        batch.add(waiting.take());
        waiting.drainTo(batch, MAX_BATCH);
        write(batch.stream().flatMap(Optional::stream).map(line::of).toList());
      } while (batch.stream().allMatch(Optional::isPresent));
      synchronized (this) {
        file.close();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (IOException unsynced) {
      Log.warn("trace-unsynced", "why", unsynced);
    } finally {
      ended.countDown();
    }
  }

  /** Waits until what came before is written. */
  @Override
  public void close() {
    waiting.add(Optional.empty());
    try {
      if (!ended.await(CLOSE_MS, TimeUnit.MILLISECONDS)) {
        Log.warn("trace-unwritten", "decisions", waiting.size());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Any thread. */
  public TracePage page(TraceQuery query) throws IOException {
    List<Json.Obj> found = new ArrayList<>();
    return new TracePage(found, read(query, found::add));
  }

  /** Hands over entries newest first, one after the other. Any thread. */
  public TraceReach read(TraceQuery query, Consumer<Json.Obj> reader) throws IOException {
    try (TraceScan scan = scan(query)) {
      return scan.read(query, reader);
    }
  }

  /** Not while files are renamed; what follows does not hold up the writer. */
  private synchronized TraceScan scan(TraceQuery query) throws IOException {
    return new TraceScan(folder, query.before());
  }

  private synchronized void write(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      file.append(lines);
      if (failing) {
        failing = false;
        Log.info("trace-again", "lost", lost.get());
      }
    } catch (IOException refused) {
      lost.addAndGet(lines.size());
      if (!failing) {
        failing = true;
        Log.warn("trace-failed", "why", refused);
      }
    }
  }
}
