package org.sheratan.edge.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

/**
 * Workers outside, as they announce themselves, and how well they did. Passive and bounded; what is kept over a restart is
 * known at once, but such a worker is asked only once it says again that it is there. Any thread.
 *
 * <pre>
 * score       0.45 × cheapest/cost + 0.40 × success + 0.15 × (1 − latency/1500 ms), each part 0 to 1
 * success     exponential mean of 1 and 0, α 0.2, from 0.85; latency likewise, of successes only, from 750 ms
 * eligible    heard within 120 s, status online, fewer than 3 jobs in hand, not cooling down
 * failure     a result that says so; a job called back that was not claimed for 5 s, or not done 60 s after handing out;
 *             silence for the length of the lease
 * cool-down   300 s after 3 failures in a row; then it is tried again, and one more failure begins the next
 * </pre>
 */
public final class WorkerBook {
  public static final int MAX_WORKERS = 256;
  public static final int MAX_KINDS = 64;
  static final long STALE_MS = 120_000;
  static final long COOL_DOWN_MS = 300_000;
  static final int MAX_IN_HAND = 3;
  static final long SILENT_MS = 5_000;
  static final long SLOW_WORK_MS = 60_000;
  /** Of one file; what a few workers say of themselves is far less. */
  private static final int KEPT_BYTES = 1_000_000;
  private static final String WORKERS = "workers";
  private static final int FAILURES = 3;
  private static final double ALPHA = 0.2;
  private static final double FIRST_SUCCESS = 0.85;
  private static final double FIRST_LATENCY_MS = 750;
  private static final double SLOW_MS = 1500;
  public static final String ONLINE = "online";

  /**
   * What a worker says of itself.
   *
   * @param costs by kind of job
   * @param status {@code online}, or any other word for away
   */
  public record Entry(String id, SortedMap<String, Long> costs, String status, Optional<String> endpoint,
      Json.Obj meta) {
    public Entry {
      costs = Collections.unmodifiableSortedMap(new TreeMap<>(costs));
    }
  }

  /**
   * @param heardAgoMs since it last said that it is there, or brought a result; empty before it did in this start
   * @param jobs results so far
   * @param coolsForMs 0 when it is not cooling down
   */
  public record View(Entry entry, Optional<Long> heardAgoMs, int jobs, double success, double latencyMs,
      int failures,
      long coolsForMs, int inHand, boolean stale) {}

  private static final class Worker {
    private Entry entry;
    private Optional<Long> heardMs = Optional.empty();
    private int jobs;
    private double success = FIRST_SUCCESS;
    private double latencyMs = FIRST_LATENCY_MS;
    private int failures;
    private long coolEndMs = Long.MIN_VALUE;
    private int inHand;

    Worker(Entry entry) {
      this.entry = entry;
    }
  }

  private final SortedMap<String, Worker> workers = new TreeMap<>();
  private boolean changed;

  /** All that is to be kept; empty where nothing changed since it was last asked for. */
  public synchronized Optional<Json.Obj> takeChanged(long nowMs) {
    if (!changed) {
      return Optional.empty();
    }
    changed = false;
    List<Json> kept = new ArrayList<>();
    int leftBytes = KEPT_BYTES;
    for (View view : views(nowMs)) {
      Json.Obj json = WorkerShape.json(view);
      leftBytes -= CanonicalJson.bytes(json).length();
      if (leftBytes >= 0) {
        kept.add(json);
      }
    }
    return Optional.of(Json.Obj.EMPTY.with(WORKERS, new Json.Arr(kept)));
  }

  /**
   * @return how many workers it tells of
   * @throws org.sheratan.kernel.MalformedException unless it is what {@link #takeChanged} gave; nothing is changed then
   */
  public synchronized int restore(Json.Obj kept, long nowMs) {
    List<View> views = Fields.of(kept).objects(WORKERS, MAX_WORKERS).stream().map(WorkerShape::read).toList();
    for (View view : views) {
      Worker worker = workers.computeIfAbsent(view.entry().id(), id -> new Worker(view.entry()));
      worker.jobs = view.jobs();
      worker.success = view.success();
      worker.latencyMs = view.latencyMs();
      worker.failures = view.failures();
      worker.coolEndMs = view.coolsForMs() == 0 ? Long.MIN_VALUE : nowMs + view.coolsForMs();
    }
    return views.size();
  }

  /** False when there is no place for another one: all are there, or have a job in hand. */
  public synchronized boolean onRegister(Entry entry, long nowMs) {
    if (!workers.containsKey(entry.id()) && workers.size() >= MAX_WORKERS && !forgetOne(nowMs)) {
      return false;
    }
    Worker known = workers.get(entry.id());
    changed |= known == null || !known.entry.equals(entry);
    Worker worker = workers.computeIfAbsent(entry.id(), id -> new Worker(entry));
    worker.entry = entry;
    worker.heardMs = Optional.of(nowMs);
    return true;
  }

  /** The best one for a job of that kind; it has one more in hand until {@link #onEnd}. Ties go to the smaller name. */
  public synchronized Optional<Entry> take(String kind, long nowMs) {
    List<Worker> eligible = workers.values().stream()
        .filter(worker -> worker.entry.costs().containsKey(kind) && eligible(worker, nowMs)).toList();
    long cheapest = eligible.stream().mapToLong(worker -> worker.entry.costs().get(kind)).min().orElse(0);
    Optional<Worker> best = eligible.stream()
        .max(Comparator.<Worker>comparingDouble(worker -> score(worker, kind, cheapest))
            .thenComparing(worker -> worker.entry.id(), Comparator.reverseOrder()));
    best.ifPresent(worker -> worker.inHand++);
    return best.map(worker -> worker.entry);
  }

  /** @param tookMs from handing out to the result */
  public synchronized void onEnd(String id, long tookMs, boolean well, long nowMs) {
    Worker worker = back(id);
    if (worker == null) {
      return;
    }
    worker.jobs++;
    changed = true;
    worker.heardMs = Optional.of(nowMs);
    if (well) {
      worker.success += ALPHA * (1 - worker.success);
      worker.failures = 0;
      worker.latencyMs += ALPHA * (tookMs - worker.latencyMs);
    } else {
      fail(worker, nowMs);
    }
  }

  /**
   * There is no result, nor will there be one. It is the worker's failure when it had time: to take the job, or, once it had
   * taken it, to do it.
   */
  public synchronized void onCalledBack(String id, long outMs, boolean claimed, long nowMs) {
    Worker worker = back(id);
    if (worker != null && outMs >= (claimed ? SLOW_WORK_MS : SILENT_MS)) {
      fail(worker, nowMs);
    }
  }

  /** It began to report, and then was not heard of for the length of the lease. */
  public synchronized void onSilent(String id, long nowMs) {
    Worker worker = back(id);
    if (worker != null) {
      fail(worker, nowMs);
    }
  }

  private Worker back(String id) {
    Worker worker = workers.get(id);
    if (worker != null) {
      worker.inHand = Math.max(0, worker.inHand - 1);
    }
    return worker;
  }

  private void fail(Worker worker, long nowMs) {
    changed = true;
    worker.success -= ALPHA * worker.success;
    if (++worker.failures >= FAILURES) {
      worker.coolEndMs = nowMs + COOL_DOWN_MS;
    }
  }

  /** By name. */
  public synchronized List<View> views(long nowMs) {
    List<View> views = new ArrayList<>();
    for (Worker worker : workers.values()) {
      views.add(new View(worker.entry, worker.heardMs.map(heard -> nowMs - heard), worker.jobs,
          worker.success, worker.latencyMs,
          worker.failures, worker.coolEndMs > nowMs ? worker.coolEndMs - nowMs : 0, worker.inHand,
          stale(worker, nowMs)));
    }
    return views;
  }

  private static boolean eligible(Worker worker, long nowMs) {
    return worker.entry.status().equals(ONLINE) && !stale(worker, nowMs) && worker.coolEndMs <= nowMs
        && worker.inHand < MAX_IN_HAND;
  }

  private static boolean stale(Worker worker, long nowMs) {
    return worker.heardMs.filter(heard -> nowMs - heard <= STALE_MS).isEmpty();
  }

  private static double score(Worker worker, String kind, long cheapest) {
    long cost = worker.entry.costs().get(kind);
    double price = cost <= 0 ? 1 : (double) cheapest / cost;
    return 0.45 * price + 0.40 * worker.success + 0.15 * Math.clamp(1 - worker.latencyMs / SLOW_MS, 0.0, 1.0);
  }

  private boolean forgetOne(long nowMs) {
    Optional<String> longest = workers.values().stream()
        .filter(worker -> stale(worker, nowMs) && worker.inHand == 0)
        .min(Comparator.comparingLong(worker -> worker.heardMs.orElse(Long.MIN_VALUE)))
        .map(worker -> worker.entry.id());
    longest.ifPresent(workers::remove);
    return longest.isPresent();
  }
}
