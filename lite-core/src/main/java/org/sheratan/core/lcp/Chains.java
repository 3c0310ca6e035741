package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.Agenda;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.kernel.MalformedException;

/**
 * Own chains: hears of every own job that ends, says what is to be submitted next. A job's end and what follows from it
 * change in one turn, so they are on disk both or not at all: follow-ups are submitted exactly once, whenever the power
 * fails.
 */
public final class Chains {
  private static final long AGAIN_MS = 1_000;

  private final ChainBook book;
  private final JobResults results;
  private final ChainResults found;
  private final MissionBudgets budgets;
  private final SortedMap<JobId, ChainId> jobs = new TreeMap<>();
  private final Clocks clocks = new Clocks();
  private final SortedSet<ChainId> touched = new TreeSet<>();
  private final List<ChainOrder> others = new ArrayList<>();
  private final Agenda<ChainId> agenda = new Agenda<>();
  private final LiveLoad load = new LiveLoad();

  /** Takes up what an earlier start left running. */
  public Chains(Store store, String owner, JobResults results, MissionBudgets budgets,
      UptimeMeter uptime, long nowMs) {
    this.book = new ChainBook(store, owner, uptime, nowMs);
    this.results = results;
    this.found = new ChainResults(results);
    this.budgets = budgets;
    for (Chain chain : book.live()) {
      begun(chain, nowMs);
      load.put(chain);
      chain.rows().forEach(row -> row.job().ifPresent(job -> jobs.put(job, chain.id())));
    }
  }

  /** Why that plan cannot be taken now; empty when it can. */
  public Optional<String> busy(Plan plan) {
    return busy(Load.of(plan));
  }

  /** Likewise a chain that begins with that job. */
  public Optional<String> busy(JobSpec first) {
    return busy(Load.of(first.params()));
  }

  private Optional<String> busy(Load more) {
    int running = clocks.all().size();
    return running >= LcpLimits.MAX_LIVE_CHAINS
        ? Optional.of(running + " chains are running here, the limit is "
            + LcpLimits.MAX_LIVE_CHAINS)
        : load.full(more);
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
    Optional<LlmBudget> budget = budgets.of(mission);
    return budget.isEmpty()
        ? Optional.empty()
        : budget.get().spentBy(book.used(mission))
            .map(why -> "the " + LlmBudget.NAME + " of mission " + mission + ": " + why);
  }

  /** @param tasks one for each step, in the same order */
  public Chain begin(Plan plan, MissionId mission, List<TaskId> tasks, long wallMs, long nowMs) {
    List<String> names = plan.steps().stream().map(Plan.Step::name).toList();
    List<Row> rows = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      rows.add(Row.waiting(rows.size() + 1, step.name(), step.wanted(), tasks.get(rows.size()),
          step.after().stream().map(name -> names.indexOf(name) + 1).toList()));
    }
    return add(Needs.linked(
        Chain.begun(book.nextId(), mission, wallMs, plan.limitMs(), Optional.of(plan.form()), rows)),
        Optional.empty(), nowMs);
  }

  /** A chain that grows by what {@code first} and its followers ask for. */
  public Chain begin(Job first, MissionId mission, long wallMs, long nowMs) {
    return add(grown(first, mission, wallMs), Optional.empty(), nowMs);
  }

  private Chain grown(Job first, MissionId mission, long wallMs) {
    Chain chain = Chain.begun(book.nextId(), mission, wallMs, LcpLimits.MAX_AGE_MS, Optional.empty(),
        List.of(first(1, first))).terms(ChainTerms.of(first.spec()));
    jobs.put(first.id(), chain.id());
    return chain;
  }

  private static Row first(int number, Job job) {
    JobSpec spec = job.spec();
    return Row.waiting(number, "", new Wanted(spec.kind(), spec.params(), spec.needs(), spec.timeoutMs()),
        spec.task().orElseThrow(), List.of()).submitted(job.id(), spec.needs());
  }

  public Optional<Chain> find(ChainId id, long nowMs) throws IOException {
    return book.find(id).map(chain -> aged(chain, nowMs));
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
    List<Chain> ran = book.live().stream().filter(chain -> chain.mission().equals(mission)).toList();
    ran.forEach(chain -> {
      forget(chain);
      book.stop(chain.id());
    });
    return ran.stream().map(Chain::id).toList();
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
    Optional.ofNullable(jobs.remove(job)).flatMap(book::live).ifPresent(chain -> change(
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
      add(grown(job, mission, wallMs), name, nowMs);
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
        : load.full(Load.of(job.spec().params()));
    if (full.isPresent()) {
      change(chain.failed("job " + job.id() + " goes on with it: " + full.get()), Optional.of(job.id()),
          nowMs);
      return;
    }
    List<Row> rows = new ArrayList<>(chain.rows());
    rows.add(first(rows.size() + 1, job));
    jobs.put(job.id(), chain.id());
    load.put(chain.rows(rows));
    change(chain.rows(rows), nowMs);
  }

  /** By the name that a client's task gave it. */
  public Optional<Chain> named(String name, long nowMs) throws IOException {
    return book.named(name).map(chain -> aged(chain, nowMs));
  }

  /**
   * An own job, of a chain or not.
   *
   * @return whether it was of one
   */
  public boolean onEnded(Job job, long nowMs) {
    Optional<Chain> found = Optional.ofNullable(jobs.remove(job.id())).flatMap(book::live);
    if (found.isPresent()) {
      Chain chain = found.get().using(LlmUsage.of(job))
          .terms(found.get().terms().ended(job.spec().maxPriceMicros(),
              job.state() == JobState.COMPLETED ? job.priceMicros() : 0));
      Row row = chain.of(job.id()).orElseThrow();
      change(job.state() == JobState.COMPLETED
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
    Optional<String> full = load.full(Load.of(after.rows().stream().skip(rows).map(Row::wanted)));
    if (full.isPresent()) {
      return after.rows(after.rows().subList(0, rows))
          .failed(parent.shown() + " asks for more: " + full.get());
    }
    load.put(after);
    return after;
  }

  public void submitted(ChainOrder.Submit order, JobId job, long nowMs) {
    book.live(order.chain()).ifPresent(chain -> {
      jobs.put(job, chain.id());
      change(chain.with(chain.row(order.row()).submitted(job, order.spec().needs()))
          .terms(chain.terms().submitted(order.spec().maxPriceMicros())), nowMs);
    });
  }

  public void refused(ChainOrder.Submit order, String why, long nowMs) {
    book.live(order.chain()).ifPresent(chain -> {
      Row row = chain.row(order.row());
      tell(chain, row, "follow_up_refused", why);
      change(ChainMachine.lost(chain, row, "refused: " + why), nowMs);
    });
  }

  /** It cannot be taken now, and is wanted again soon. */
  public void busy(ChainOrder.Submit order, long nowMs) {
    agenda.at(nowMs + AGAIN_MS, order.chain());
  }

  /** What is to be done now. Each order is to be carried out, and answered, before the next call. */
  public List<ChainOrder> poll(long nowMs) {
    book.poll(nowMs);
    touched.addAll(agenda.due(nowMs));
    List<ChainOrder> orders = new ArrayList<>();
    // Only until something is to be done: what changes by that must be known before more is.
    while (orders.isEmpty() && !touched.isEmpty()) {
      List<ChainId> some = List.copyOf(touched);
      touched.clear();
      some.forEach(id -> book.live(id).ifPresent(chain -> advance(chain, orders, nowMs)));
      orders.addAll(others);
      others.clear();
    }
    return orders;
  }

  public long nextPollMs() {
    return touched.isEmpty() ? Math.min(agenda.nextDueMs(), book.nextPollMs()) : Long.MIN_VALUE;
  }

  private void advance(Chain chain, List<ChainOrder> orders, long nowMs) {
    agenda.at(clocks.dueMs(chain), chain.id());
    Chain now = ChainMachine.settle(aged(chain, nowMs));
    if (now.ageMs() >= now.limitMs()) {
      change(now.failed(now.limitMs() / 1000 + " s are over"), nowMs);
      return;
    }
    try {
      now = submit(now, orders);
      now = !now.ended() && ChainMachine.over(now) ? found.finished(now) : now;
    } catch (IOException unreadable) {
      // The store says so itself, and may read again later.
      agenda.at(nowMs + AGAIN_MS, chain.id());
    }
    if (!now.equals(aged(chain, nowMs))) {
      change(now, nowMs);
    }
  }

  /**
   * Clocks of chains that wait for a person stand still.
   *
   * @param held jobs that wait for somebody's decision
   * @param all whether nothing at all may be begun without one
   */
  public void stand(Set<JobId> held, boolean all, long nowMs) {
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

  /** All that may begin now, and be paid. */
  private Chain submit(Chain chain, List<ChainOrder> orders) throws IOException {
    List<Row> ready = chain.rows().stream().filter(row -> ChainMachine.ready(chain, row)).toList();
    Optional<String> spent = ready.isEmpty() ? Optional.empty() : spent(chain.mission());
    if (spent.isPresent()) {
      return chain.failed(spent.get());
    }
    boolean awaits = chain.rows().stream().anyMatch(row -> row.state() == State.SUBMITTED);
    if (ready.isEmpty() || chain.terms().spent() && awaits) {
      return chain;
    }
    Chain now = chain;
    for (Row row : ready) {
      now = submit(now, row, chain.terms().shareMicros(ready.size()), orders);
    }
    return now;
  }

  private Chain submit(Chain chain, Row row, long priceMicros, List<ChainOrder> orders)
      throws IOException {
    Wanted wanted = row.wanted();
    try {
      ParamNeeds named = Needs.of(row);
      Json.Obj params = ParamResolver.resolve(wanted.params(), found.sources(chain, row, named));
      List<JobId> needs = Needs.of(chain, row).stream().map(need -> need.job().orElseThrow()).toList();
      JobSpec spec = new JobSpec(wanted.kind(), params, chain.terms().priority(),
          wanted.timeoutMs(), Needs.offers(chain, row, named), priceMicros, JobSpec.DEFAULT_MAX_ATTEMPTS,
          false,
          Optional.empty());
      orders.add(new ChainOrder.Submit(chain.id(), row.number(), spec.after(needs).of(row.task())));
      return chain;
    } catch (MalformedException broken) {
      String why = broken.field() + ": " + broken.reason();
      tell(chain, row, "follow_up_lost", why);
      return ChainMachine.lost(chain, row, why);
    }
  }

  private void tell(Chain chain, Row row, String code, String why) {
    Optional<JobId> asking = row.parent() == 0 ? Optional.empty() : chain.row(row.parent()).job();
    others.add(new ChainOrder.Tell(chain.id(), asking, code, row.wanted().kind() + ": " + why));
  }

  private Chain add(Chain chain, Optional<String> name, long nowMs) {
    book.add(chain, name, nowMs);
    load.put(chain);
    begun(chain, nowMs);
    return chain;
  }

  private void begun(Chain chain, long nowMs) {
    clocks.start(chain, nowMs);
    touched.add(chain.id());
  }

  private void change(Chain next, long nowMs) {
    change(next, Optional.empty(), nowMs);
  }

  /** @param cause the job whose end changes it; without one, what came of it is told of the first */
  private void change(Chain next, Optional<JobId> cause, long nowMs) {
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

  private Chain aged(Chain chain, long nowMs) {
    return clocks.aged(chain, nowMs);
  }
}
