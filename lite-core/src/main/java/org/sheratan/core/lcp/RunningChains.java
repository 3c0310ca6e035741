package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.MissionId;

/**
 * Chains that have not ended: whose jobs are whose, how old they are, what they take of this node's memory, and which of
 * them are to be looked at again. Every change of one is saved here, and what an end causes is ordered.
 */
final class RunningChains {
  private static final long AGAIN_MS = 1_000;

  private final ChainBook book;
  private final SortedMap<JobId, ChainId> jobs = new TreeMap<>();
  private final Clocks clocks = new Clocks();
  private final LiveLoad load = new LiveLoad();
  private final SortedSet<ChainId> touched = new TreeSet<>();
  private final List<ChainOrder> others = new ArrayList<>();
  private final Agenda<ChainId> agenda = new Agenda<>();

  /** Takes up what an earlier start left running. */
  RunningChains(ChainBook book, long nowMs) {
    this.book = book;
    for (Chain chain : book.live()) {
      begun(chain, nowMs);
      chain.rows().forEach(row -> row.job().ifPresent(job -> jobs.put(job, chain.id())));
    }
  }

  /** Why another chain of that load cannot be taken now; empty when it can. */
  Optional<String> busy(Load more) {
    int running = clocks.all().size();
    return running >= LcpLimits.MAX_LIVE_CHAINS
        ? Optional.of(running + " chains are running here, the limit is "
            + LcpLimits.MAX_LIVE_CHAINS)
        : full(more);
  }

  /** Why those that run cannot grow by that much; empty when they can. */
  Optional<String> full(Load more) {
    return load.full(more);
  }

  /** It has more to remember. */
  void grew(Chain chain) {
    load.put(chain);
  }

  Chain add(Chain chain, Optional<String> name, long nowMs) {
    book.add(chain, name, nowMs);
    begun(chain, nowMs);
    return chain;
  }

  private void begun(Chain chain, long nowMs) {
    load.put(chain);
    clocks.start(chain, nowMs);
    touched.add(chain.id());
  }

  void has(ChainId chain, JobId job) {
    jobs.put(job, chain);
  }

  /** The chain of a job that is over now. */
  Optional<Chain> leave(JobId job) {
    return Optional.ofNullable(jobs.remove(job)).flatMap(book::live);
  }

  void change(Chain next, long nowMs) {
    change(next, Optional.empty(), nowMs);
  }

  /** @param cause the job whose end changes it; without one, what came of it is told of the first */
  void change(Chain next, Optional<JobId> cause, long nowMs) {
    Chain aged = aged(next, nowMs);
    book.save(aged, clocks.stands(aged.id()), nowMs);
    if (aged.ended()) {
      aged.rows().stream().filter(row -> row.state() == State.SUBMITTED)
          .forEach(row -> others.add(new ChainOrder.Cancel(row.job().orElseThrow())));
      if (aged.state() == Chain.State.FAILED) {
        others.add(new ChainOrder.Tell(aged.id(), cause.or(() -> aged.row(1).job()), "chain_failed",
            aged.reason()));
      }
      forget(aged);
    }
    touched.add(aged.id());
  }

  private void forget(Chain chain) {
    clocks.forget(chain.id());
    agenda.clear(chain.id());
    load.remove(chain.id());
    chain.rows().forEach(row -> row.job().ifPresent(jobs::remove));
  }

  /** @return those that ran of that mission, and do so no more */
  List<ChainId> stop(MissionId mission) {
    List<Chain> ran = book.live().stream().filter(chain -> chain.mission().equals(mission)).toList();
    ran.forEach(chain -> {
      forget(chain);
      book.stop(chain.id());
    });
    return ran.stream().map(Chain::id).toList();
  }

  void tell(Chain chain, Row row, String code, String why) {
    Optional<JobId> asking = row.parent() == 0 ? Optional.empty() : chain.row(row.parent()).job();
    others.add(new ChainOrder.Tell(chain.id(), asking, code, row.wanted().kind() + ": " + why));
  }

  /** With its age, if it still grows older. */
  Chain aged(Chain chain, long nowMs) {
    return clocks.aged(chain, nowMs);
  }

  /**
   * Clocks of chains that wait for a person stand still.
   *
   * @param held jobs that wait for somebody's decision
   * @param all whether nothing at all may be begun without one
   */
  void stand(Set<JobId> held, boolean all, long nowMs) {
    if (clocks.all().isEmpty()) {
      return;
    }
    Set<ChainId> standing = all
        ? new TreeSet<>(clocks.all())
        : held.stream().flatMap(job -> Optional.ofNullable(jobs.get(job)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (ChainId id : clocks.stand(standing, nowMs)) {
      book.live(id).ifPresent(chain -> change(chain, nowMs));
    }
  }

  /** Its time runs: it is looked at when that is over. */
  void watch(Chain chain) {
    agenda.at(clocks.dueMs(chain), chain.id());
  }

  /** Something could not be had, and may be had soon. */
  void again(ChainId id, long nowMs) {
    agenda.at(nowMs + AGAIN_MS, id);
  }

  /** Those whose time has come are to be looked at. */
  void poll(long nowMs) {
    touched.addAll(agenda.due(nowMs));
  }

  /** Those to be looked at now. */
  List<Chain> takeTouched() {
    List<ChainId> some = List.copyOf(touched);
    touched.clear();
    return some.stream().flatMap(id -> book.live(id).stream()).toList();
  }

  /** What was ordered beside new jobs. */
  List<ChainOrder> takeOthers() {
    List<ChainOrder> taken = List.copyOf(others);
    others.clear();
    return taken;
  }

  boolean touched() {
    return !touched.isEmpty();
  }

  long nextPollMs() {
    return touched() ? Long.MIN_VALUE : agenda.nextDueMs();
  }
}
