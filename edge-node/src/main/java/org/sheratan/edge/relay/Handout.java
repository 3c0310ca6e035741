package org.sheratan.edge.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.kernel.Bytes;

/**
 * One award of a job while it lies in the folder: who has it, what was reported last, and until when silence is borne. Whoever
 * takes it by a file is known by the claim alone, and held to the lease from its first report on; whoever takes it by HTTP at
 * once. Any thread.
 *
 * <pre>
 * state     | claimed by HTTP                 | reported by file           | by HTTP    | silent     | result
 * OPEN      | HELD                            | REPORTING if claimed there | refused    | -          | over
 * REPORTING | refused                         | REPORTING                  | refused    | over: lost | over
 * HELD      | HELD for it, unless it reported | refused                    | HELD       | over: lost | ANSWERED
 * ANSWERED  | refused                         | refused                    | refused a) | -          | over
 * </pre>
 *
 * a) but what was said already may be said again. Silent: nothing came for the length of the lease.
 */
final class Handout {
  /** What is reported more often is handed in no more often: the newest counts. */
  static final long EVERY_MS = 1_000;
  /** Nobody is missed before. */
  static final long MISSED_MS = WorkerBook.SILENT_MS;
  private static final long NEVER = Long.MAX_VALUE;

  private final String id;
  private final int attempt;
  private final long order;
  private final Optional<String> meant;
  private final Json.Obj job;
  private final long leaseMs;
  private final Semaphore told = new Semaphore(0);
  private Optional<String> holder = Optional.empty();
  private Optional<ToolReport> waiting = Optional.empty();
  private Optional<ToolReport> last = Optional.empty();
  private Optional<Bytes> answer = Optional.empty();
  private int number;
  private boolean laid;
  private boolean stirred;
  private boolean missed;
  /** When it is said that nobody has taken it. */
  private long missedAtMs = NEVER;
  private long leaseEndMs = NEVER;
  private long nextMs = Long.MIN_VALUE;

  /**
   * @param order a later one has a higher one
   * @param meant who alone is to take it; empty: whoever comes
   * @param job as it lies there
   */
  Handout(String id, int attempt, long order, Optional<String> meant, Json.Obj job, long leaseMs) {
    this.id = id;
    this.attempt = attempt;
    this.order = order;
    this.meant = meant;
    this.job = job;
    this.leaseMs = leaseMs;
  }

  String id() {
    return id;
  }

  int attempt() {
    return attempt;
  }

  long order() {
    return order;
  }

  Json.Obj job() {
    return job;
  }

  /** What a claim by HTTP is called: there is one at most for each award. */
  String claim() {
    return id + "." + attempt;
  }

  Semaphore told() {
    return told;
  }

  /** The job lies there since then. */
  synchronized void laid(long atMs) {
    laid = true;
    missedAtMs = atMs + MISSED_MS;
  }

  /**
   * For people, once each: that nobody has taken it, and that somebody has after all. Whoever brings a result without a
   * claim is missed until then.
   */
  synchronized Optional<String> taking(boolean claimed, long nowMs) {
    boolean news = claimed ? missed : nowMs >= missedAtMs;
    missedAtMs = claimed || news ? NEVER : missedAtMs;
    if (!news) {
      return Optional.empty();
    }
    missed = !claimed;
    rest(nowMs);
    return Optional.of(claimed
        ? "a worker has taken it"
        : meant.map(name -> "not taken by " + name).orElse("no worker has taken it from the relay"));
  }

  synchronized boolean isFor(String worker, List<String> kinds) {
    return laid && job.get("kind") instanceof Json.Text(String kind) && kinds.contains(kind)
        && meant.filter(name -> !name.equals(worker)).isEmpty();
  }

  /** Whether {@code worker} has it by HTTP and has not said a word: the answer to its claim may have been lost. */
  synchronized boolean fresh(String worker) {
    return holder.filter(worker::equals).isPresent() && number == 0 && answer.isEmpty();
  }

  synchronized boolean held() {
    return holder.isPresent();
  }

  synchronized void hold(String worker, long nowMs) {
    holder = Optional.of(worker);
    renew(nowMs);
  }

  /** A report of whoever holds it by HTTP; empty when it is taken, or was already, else why not. */
  synchronized Optional<String> onReport(int count, ToolReport report, long nowMs) {
    if (holder.isEmpty()) {
      return Optional.of("it was not claimed here");
    }
    if (count == number && last.filter(report::equals).isPresent()) {
      return Optional.empty();
    }
    if (answer.isPresent()) {
      return Optional.of("its result was brought");
    }
    if (count <= number) {
      return Optional.of("report " + number + " was taken before: each needs a higher number");
    }
    number = count;
    taken(report, nowMs);
    told.release();
    return Optional.empty();
  }

  /** A result of whoever holds it by HTTP; empty when it may be laid down, or was already, else why not. */
  synchronized Optional<String> onResult(Bytes hash) {
    if (holder.isEmpty()) {
      return Optional.of("it was not claimed here");
    }
    if (answer.filter(known -> !known.equals(hash)).isPresent()) {
      return Optional.of("another result was brought before");
    }
    answer = Optional.of(hash);
    leaseEndMs = NEVER;
    return Optional.empty();
  }

  /** It could not be laid down. */
  synchronized void withdraw(long nowMs) {
    answer = Optional.empty();
    renew(nowMs);
  }

  /** The hash of the result that was brought by HTTP. */
  synchronized Optional<Bytes> answer() {
    return answer;
  }

  synchronized int number() {
    return number;
  }

  /** A report lies in the folder. */
  synchronized void stir() {
    if (!stirred) {
      stirred = true;
      told.release();
    }
  }

  /** Whether to look for a report in the folder now; each is looked for once. */
  synchronized boolean looks(long nowMs) {
    boolean looks = stirred && nowMs >= nextMs;
    stirred &= !looks;
    return looks;
  }

  /** @return whether a report from the folder counts: it is that of another where somebody has the job by HTTP */
  synchronized boolean onFile(ToolReport report, boolean claimed, long nowMs) {
    boolean counts = claimed && holder.isEmpty();
    if (counts) {
      taken(report, nowMs);
    }
    return counts;
  }

  /** The newest report, when it is time to hand one in. */
  synchronized Optional<ToolReport> take(long nowMs) {
    if (waiting.isEmpty() || nowMs < nextMs) {
      return Optional.empty();
    }
    Optional<ToolReport> newest = waiting;
    waiting = Optional.empty();
    rest(nowMs);
    return newest;
  }

  /** Something was looked at, and nothing more is before its time. */
  synchronized void rest(long nowMs) {
    nextMs = nowMs + EVERY_MS;
  }

  synchronized boolean silent(long nowMs) {
    return nowMs >= leaseEndMs;
  }

  /** How long nothing is to be done for it unless somebody says so; {@link Long#MAX_VALUE}: until then. */
  synchronized long idleMs(long nowMs) {
    long newsMs = Math.min(leaseEndMs, missedAtMs);
    long endMs = stirred || waiting.isPresent() ? Math.min(nextMs, newsMs) : newsMs;
    if (endMs == NEVER) {
      return NEVER;
    }
    return endMs <= nowMs ? 1 : endMs - nowMs;
  }

  private void taken(ToolReport report, long nowMs) {
    waiting = Optional
        .of(new ToolReport(report.done(),
            waiting.map(ToolReport::said).map(before -> before.then(report.said()))
                .orElse(report.said())));
    last = Optional.of(report);
    renew(nowMs);
  }

  private void renew(long nowMs) {
    leaseEndMs = nowMs + leaseMs;
  }
}
