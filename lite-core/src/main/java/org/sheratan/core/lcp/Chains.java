package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;

/**
 * Own chains: hears of every own job that ends, says what is to be submitted next. A job's end and what follows from it
 * change in one turn, so they are on disk both or not at all: follow-ups are submitted exactly once, whenever the power
 * fails.
 */
public final class Chains {
  private final ChainBook book;
  private final JobResults results;
  private final ChainResults found;
  private final RunningChains running;
  private final Submissions submissions;

  /** Takes up what an earlier start left running. */
  public Chains(Store store, String owner, JobResults results, MissionBudgets budgets,
      UptimeMeter uptime, long nowMs) {
    this.book = new ChainBook(store, owner, uptime, nowMs);
    this.results = results;
    this.found = new ChainResults(results);
    this.running = new RunningChains(book, nowMs);
    this.submissions = new Submissions(book, budgets, found, running);
  }

  /** Why that plan cannot be taken now; empty when it can. */
  public Optional<String> busy(Plan plan) {
    return running.busy(Load.of(plan));
  }

  /** Likewise a chain that begins with that job. */
  public Optional<String> busy(JobSpec first) {
    return running.busy(Load.of(first.params()));
  }

  /** Why that mission can have no further chain; empty when it can. */
  public Optional<String> full(MissionId mission) throws IOException {
    return book.ids(mission).size() >= LcpLimits.MAX_CHAINS_OF_MISSION
        ? Optional.of("mission " + mission + " has " + LcpLimits.MAX_CHAINS_OF_MISSION
            + " chains, which is the limit")
        : Optional.empty();
  }

  /** Why chains of this mission may submit nothing more; empty when they may. */
  public Optional<String> spent(MissionId mission) throws IOException {
    return submissions.spent(mission);
  }

  /** @param tasks one for each step, in the same order */
  public Chain begin(Plan plan, MissionId mission, List<TaskId> tasks, long wallMs, long nowMs) {
    List<String> names = plan.steps().stream().map(Plan.Step::name).toList();
    List<Row> rows = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      rows.add(Row.waiting(rows.size() + 1, step.name(), step.wanted(), tasks.get(rows.size()),
          step.after().stream().map(name -> names.indexOf(name) + 1).toList()));
    }
    return running.add(Needs.linked(
        Chain.begun(book.nextId(), mission, wallMs, plan.limitMs(), Optional.of(plan.form()), rows)),
        Optional.empty(), nowMs);
  }

  /** A chain that grows by what {@code first} and its followers ask for. */
  public Chain begin(Job first, MissionId mission, long wallMs, long nowMs) {
    return running.add(grown(first, mission, wallMs), Optional.empty(), nowMs);
  }

  private Chain grown(Job first, MissionId mission, long wallMs) {
    Chain chain = Chain.begun(book.nextId(), mission, wallMs, LcpLimits.MAX_AGE_MS, Optional.empty(),
        List.of(first(1, first))).terms(ChainTerms.of(first.spec()));
    running.has(chain.id(), first.id());
    return chain;
  }

  private static Row first(int number, Job job) {
    JobSpec spec = job.spec();
    return Row.waiting(number, "", new Wanted(spec.kind(), spec.params(), spec.needs(), spec.timeoutMs()),
        spec.task().orElseThrow(), List.of()).submitted(job.id(), spec.needs());
  }

  public Optional<Chain> find(ChainId id, long nowMs) throws IOException {
    return book.find(id).map(chain -> running.aged(chain, nowMs));
  }

  /** Newest first; without params, answers and reasons of rows, of which all together could be very much. */
  public List<Chain> of(MissionId mission, long nowMs) throws IOException {
    List<Chain> outlines = new ArrayList<>();
    for (ChainId id : book.ids(mission)) {
      find(id, nowMs).map(Chain::outline).ifPresent(outlines::add);
    }
    return outlines;
  }

  /** The chain that {@code job} belongs to. */
  public Optional<Chain> of(MissionId mission, JobId job, long nowMs) throws IOException {
    for (ChainId id : book.ids(mission)) {
      Optional<Chain> found = find(id, nowMs).filter(chain -> chain.of(job).isPresent());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What its completed jobs found, within the limits of a context. */
  public ChainContext context(Chain chain) throws IOException {
    return new ContextBuilder(results).of(chain);
  }

  public boolean running(ChainId id) {
    return book.live(id).isPresent();
  }

  /**
   * They are to go with their mission: none of them goes on.
   *
   * @return those that ran
   */
  public List<ChainId> stop(MissionId mission) {
    return running.stop(mission);
  }

  /**
   * Nothing is left of those that {@link #stop} stopped, and of those that had ended.
   *
   * @return which there were
   */
  public List<ChainId> forget(MissionId mission) throws IOException {
    List<ChainId> gone = book.ids(mission);
    book.forget(mission);
    return gone;
  }

  /** Jobs whose end chains wait for. */
  public List<JobId> awaited() {
    return book.live().stream().flatMap(chain -> chain.rows().stream())
        .filter(row -> row.state() == State.SUBMITTED).flatMap(row -> row.job().stream()).toList();
  }

  /** One of {@link #awaited} is not there any more. */
  public void onForgotten(JobId job, long nowMs) {
    running.leave(job).ifPresent(chain -> running.change(
        ChainMachine.lost(chain, chain.of(job).orElseThrow(), "job " + job + " is forgotten"), nowMs));
  }

  /**
   * The result of a job of no chain asks for more: a chain begins with it, or goes on, where the mission has one of that
   * name that grows by itself and is running.
   *
   * @return why that cannot be; empty when it can
   */
  public Optional<String> follow(Job job, MissionId mission, Optional<String> name, long wallMs, long nowMs)
      throws IOException {
    Optional<Chain> known = name.isEmpty()
        ? Optional.empty()
        : book.named(name.get())
            .filter(chain -> mayJoin(chain, mission));
    if (known.isPresent()) {
      join(known.get(), job, nowMs);
    } else {
      Optional<String> busy = busy(job.spec());
      Optional<String> full = busy.isPresent() ? busy : full(mission);
      if (full.isPresent()) {
        return full;
      }
      running.add(grown(job, mission, wallMs), name, nowMs);
    }
    onEnded(job, nowMs);
    return Optional.empty();
  }

  /** Not one whose price is limited: what the job was paid would be taken for paid by the chain. */
  private static boolean mayJoin(Chain chain, MissionId mission) {
    return !chain.ended() && chain.form().isEmpty() && chain.mission().equals(mission)
        && chain.terms().leftMicros() == Long.MAX_VALUE;
  }

  private void join(Chain chain, Job job, long nowMs) {
    Optional<String> full = chain.rows().size() == LcpLimits.MAX_JOBS
        ? Optional.of("it would be one more than " + LcpLimits.MAX_JOBS)
        : running.full(Load.of(job.spec().params()));
    if (full.isPresent()) {
      running.change(chain.failed("job " + job.id() + " goes on with it: " + full.get()),
          Optional.of(job.id()),
          nowMs);
      return;
    }
    List<Row> rows = new ArrayList<>(chain.rows());
    rows.add(first(rows.size() + 1, job));
    running.has(chain.id(), job.id());
    running.grew(chain.rows(rows));
    running.change(chain.rows(rows), nowMs);
  }

  /** By the name that a client's task gave it. */
  public Optional<Chain> named(String name, long nowMs) throws IOException {
    return book.named(name).map(chain -> running.aged(chain, nowMs));
  }

  /**
   * An own job, of a chain or not.
   *
   * @return whether it was of one
   */
  public boolean onEnded(Job job, long nowMs) {
    Optional<Chain> found = running.leave(job.id());
    if (found.isPresent()) {
      Chain chain = found.get().using(LlmUsage.of(job))
          .terms(found.get().terms().ended(job.spec().maxPriceMicros(),
              job.state() == JobState.COMPLETED ? job.priceMicros() : 0));
      Row row = chain.of(job.id()).orElseThrow();
      running.change(job.state() == JobState.COMPLETED
          ? grown(chain, row, ChainMachine.completed(chain, row, job.result().orElse(Json.Obj.EMPTY)))
          : ChainMachine.lost(chain, row, "job " + job.id() + " ended as " + job.state().word()
              + (job.reason().isEmpty() ? "" : ": " + job.reason())),
          Optional.of(job.id()), nowMs);
    }
    return found.isPresent();
  }

  /** What all running chains together have no room for is not begun. */
  private Chain grown(Chain before, Row parent, Chain after) {
    int rows = before.rows().size();
    if (after.rows().size() == rows) {
      return after;
    }
    Optional<String> full = running.full(Load.of(after.rows().stream().skip(rows).map(Row::wanted)));
    if (full.isPresent()) {
      return after.rows(after.rows().subList(0, rows))
          .failed(parent.shown() + " asks for more: " + full.get());
    }
    running.grew(after);
    return after;
  }

  public void submitted(ChainOrder.Submit order, JobId job, long nowMs) {
    book.live(order.chain()).ifPresent(chain -> {
      running.has(chain.id(), job);
      running.change(chain.with(chain.row(order.row()).submitted(job, order.spec().needs()))
          .terms(chain.terms().submitted(order.spec().maxPriceMicros())), nowMs);
    });
  }

  public void refused(ChainOrder.Submit order, String why, long nowMs) {
    book.live(order.chain()).ifPresent(chain -> {
      Row row = chain.row(order.row());
      running.tell(chain, row, "follow_up_refused", why);
      running.change(ChainMachine.lost(chain, row, "refused: " + why), nowMs);
    });
  }

  /** It cannot be taken now, and is wanted again soon. */
  public void busy(ChainOrder.Submit order, long nowMs) {
    running.again(order.chain(), nowMs);
  }

  /** What is to be done now. Each order is to be carried out, and answered, before the next call. */
  public List<ChainOrder> poll(long nowMs) {
    book.poll(nowMs);
    running.poll(nowMs);
    List<ChainOrder> orders = new ArrayList<>();
    // Only until something is to be done: what changes by that must be known before more is.
    while (orders.isEmpty() && running.touched()) {
      running.takeTouched().forEach(chain -> advance(chain, orders, nowMs));
      orders.addAll(running.takeOthers());
    }
    return orders;
  }

  public long nextPollMs() {
    return Math.min(running.nextPollMs(), book.nextPollMs());
  }

  private void advance(Chain chain, List<ChainOrder> orders, long nowMs) {
    running.watch(chain);
    Chain now = ChainMachine.settle(running.aged(chain, nowMs));
    if (now.ageMs() >= now.limitMs()) {
      running.change(now.failed(now.limitMs() / 1000 + " s are over"), nowMs);
      return;
    }
    try {
      now = submissions.submit(now, orders);
      now = !now.ended() && ChainMachine.over(now) ? found.finished(now) : now;
    } catch (IOException unreadable) {
      // The store says so itself, and may read again later.
      running.again(chain.id(), nowMs);
    }
    if (!now.equals(running.aged(chain, nowMs))) {
      running.change(now, nowMs);
    }
  }

  /**
   * Clocks of chains that wait for a person stand still.
   *
   * @param held jobs that wait for somebody's decision
   * @param all whether nothing at all may be begun without one
   */
  public void stand(Set<JobId> held, boolean all, long nowMs) {
    running.stand(held, all, nowMs);
  }
}
