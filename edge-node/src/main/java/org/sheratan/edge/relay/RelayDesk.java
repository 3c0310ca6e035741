package org.sheratan.edge.relay;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/** What workers outside that speak HTTP may do: take a job that lies in the folder, report, bring its result. Any thread. */
public final class RelayDesk {
  /** Claims that are over are remembered, so that a worker hears why. */
  private static final int MAX_OVER = 256;

  private final RelayFolder folder;
  private final Clock clock;
  private final long leaseMs;
  private final Map<String, Handout> waiting = new ConcurrentHashMap<>();
  private final Map<String, Over> over = new LinkedHashMap<>();
  private final AtomicLong orders = new AtomicLong();

  private record Over(String why, Optional<Bytes> answer, int number) {}

  /** A claim, as its holder needs it: {@code id} names it, {@code job} is the job as it lies in the folder. */
  public record Claim(String id, Json.Obj job) {}

  /** What becomes of what is said of a claim. */
  public sealed interface Reply {
    /**
     * It counts, or did already.
     *
     * @param number of the latest report
     * @param ended whether the result is there
     */
    record Taken(int number, boolean ended) implements Reply {}

    /** The claim is its holder's no longer, or says something else already. */
    record Refused(String why) implements Reply {}

    /** There is no such claim, or not since the start. */
    record Unknown() implements Reply {}
  }

  RelayDesk(RelayFolder folder, Clock clock, long leaseMs) {
    this.folder = folder;
    this.clock = clock;
    this.leaseMs = leaseMs;
  }

  /** Silence that is borne. */
  public long leaseMs() {
    return leaseMs;
  }

  /**
   * The oldest job for {@code worker} that nobody has; the one it has already where it has not reported on it, for the answer may
   * not have reached it.
   *
   * @throws IOException when the claim cannot be laid down
   */
  public Optional<Claim> claim(String worker, List<String> kinds) throws IOException {
    List<Handout> all = waiting.values().stream().filter(each -> each.isFor(worker, kinds))
        .sorted(Comparator.comparingLong(Handout::order)).toList();
    Optional<Handout> again = all.stream().filter(each -> each.fresh(worker)).findFirst();
    if (again.isPresent()) {
      return again.map(RelayDesk::claim);
    }
    for (Handout each : all) {
      if (!each.held() && folder.claim(each.id()) && holds(each, worker)) {
        each.told().release();
        return Optional.of(claim(each));
      }
    }
    return Optional.empty();
  }

  /**
   * False when it is over, or another award of the same job lies there by now: the claim must not stand for that one. It is held before that
   * is looked at, so that whoever ends it afterwards knows of the claim.
   */
  private boolean holds(Handout handout, String worker) throws IOException {
    handout.hold(worker, clock.now().monoMs());
    boolean holds = waiting.get(handout.id()) == handout;
    if (!holds) {
      folder.unclaim(handout.id());
    }
    return holds;
  }

  private static Claim claim(Handout handout) {
    return new Claim(handout.claim(), handout.job());
  }

  /** @param number 1 or more, higher than any before: reports that overtake each other cannot undo each other */
  public Reply report(String claim, int number, ToolReport report) {
    Optional<Handout> handout = find(claim);
    if (handout.isEmpty()) {
      return gone(claim);
    }
    Optional<String> refusal = handout.get().onReport(number, report, clock.now().monoMs());
    return refusal.<Reply>map(Reply.Refused::new).orElseGet(() -> taken(handout.get()));
  }

  /** @throws IOException when it cannot be laid down; it may be brought again */
  public Reply result(String claim, Json.Obj result) throws IOException {
    Bytes hash = CanonicalJson.sha256(result);
    Optional<Handout> handout = find(claim);
    if (handout.isEmpty()) {
      Optional<Over> ended = ended(claim).filter(one -> one.answer().filter(hash::equals).isPresent());
      return ended.<Reply>map(one -> new Reply.Taken(one.number(), true)).orElseGet(() -> gone(claim));
    }
    boolean known = handout.get().answer().isPresent();
    Optional<String> refusal = handout.get().onResult(hash);
    if (refusal.isPresent()) {
      return new Reply.Refused(refusal.get());
    }
    if (!known) {
      try {
        folder.putResult(handout.get().id(), result);
      } catch (IOException unwritten) {
        handout.get().withdraw(clock.now().monoMs());
        throw unwritten;
      }
      // When it ended meanwhile, nobody else takes away what was not taken.
      if (waiting(handout.get().id()).isEmpty() && folder.removeResult(handout.get().id())) {
        return gone(claim);
      }
    }
    return taken(handout.get());
  }

  private static Reply taken(Handout handout) {
    return new Reply.Taken(handout.number(), handout.answer().isPresent());
  }

  private Optional<Handout> find(String claim) {
    int dot = claim.indexOf('.');
    return Optional.ofNullable(dot < 0 ? null : waiting.get(claim.substring(0, dot)))
        .filter(handout -> handout.claim().equals(claim) && handout.held());
  }

  private Reply gone(String claim) {
    return ended(claim).<Reply>map(one -> new Reply.Refused(one.why())).orElseGet(Reply.Unknown::new);
  }

  private Optional<Over> ended(String claim) {
    synchronized (over) {
      return Optional.ofNullable(over.get(claim));
    }
  }

  long nextOrder() {
    return orders.incrementAndGet();
  }

  void open(Handout handout) {
    waiting.put(handout.id(), handout);
  }

  Optional<Handout> waiting(String id) {
    return Optional.ofNullable(waiting.get(id));
  }

  /**
   * @param taken whether its result was
   * @return whether it was the one that waits: another award of the same job may do so by now
   */
  boolean close(Handout handout, boolean taken, String why) {
    // Whoever finds the claim no longer waiting looks here next, and is not to be quicker.
    synchronized (over) {
      boolean waited = waiting.remove(handout.id(), handout);
      if (handout.held()) {
        over.put(handout.claim(), new Over(why, handout.answer().filter(hash -> taken), handout.number()));
        if (over.size() > MAX_OVER) {
          over.remove(over.keySet().iterator().next());
        }
      }
      return waited;
    }
  }

  /** Everybody is to look again. */
  void wakeAll() {
    waiting.values().forEach(handout -> {
      handout.stir();
      handout.told().release();
    });
  }
}
