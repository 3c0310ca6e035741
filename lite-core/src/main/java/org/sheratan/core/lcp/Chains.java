package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
import org.sheratan.core.store.Store;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Priority;

/**
 * Own chains: hears of every own job that ends, says what is to be submitted next. A job's end and what follows from it
 * change in one turn, so they are on disk both or not at all: follow-ups are submitted exactly once, whenever the power
 * fails.
 */
public final class Chains {
  private static final long AGAIN_MS = 1_000;
  private static final int REASON_BYTES = 1024;

  private final ChainBook book;
  private final JobResults results;
  private final MissionBudgets budgets;
  private final SortedMap<JobId, ChainId> jobs = new TreeMap<>();
  private final SortedMap<ChainId, Long> begunAtMs = new TreeMap<>();
  private final SortedSet<ChainId> touched = new TreeSet<>();
  private final List<ChainOrder> cancels = new ArrayList<>();
  private final Agenda<ChainId> agenda = new Agenda<>();

  /** Takes up what an earlier start left running. */
  public Chains(Store store, String owner, JobResults results, MissionBudgets budgets, long nowMs) {
    this.book = new ChainBook(store, owner, nowMs);
    this.results = results;
    this.budgets = budgets;
    for (Chain chain : book.live()) {
      begun(chain, nowMs);
      chain.rows().forEach(row -> row.job().ifPresent(job -> jobs.put(job, chain.id())));
    }
  }

  /** Why no more chains are taken now; empty when they are. */
  public Optional<String> busy() {
    return begunAtMs.size() >= LcpLimits.MAX_LIVE_CHAINS
        ? Optional.of(begunAtMs.size() + " chains are running here, the limit is "
            + LcpLimits.MAX_LIVE_CHAINS)
        : Optional.empty();
  }

  /** Likewise for this mission. */
  public Optional<String> full(MissionId mission) throws IOException {
    return busy().isPresent()
        ? busy()
        : book.count(mission) >= LcpLimits.MAX_CHAINS_OF_MISSION
            ? Optional.of("mission " + mission + " has " + LcpLimits.MAX_CHAINS_OF_MISSION
                + " chains, which is the limit")
            : Optional.empty();
  }

  /** Why chains of this mission may submit nothing more; empty when they may. */
  public Optional<String> spent(MissionId mission) throws IOException {
    Optional<LlmBudget> budget = budgets.of(mission);
    return budget.isEmpty()
        ? Optional.empty()
        : budget.get()
            .spentBy(book.of(mission).stream().map(Chain::used).reduce(LlmUsage.NONE, LlmUsage::plus))
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
    return add(Chain.begun(book.nextId(), mission, wallMs, plan.limitMs(), Optional.of(plan.form()), rows),
        nowMs);
  }

  /** A chain that grows by what {@code first} and its followers ask for. */
  public Chain begin(Job first, MissionId mission, long wallMs, long nowMs) {
    JobSpec spec = first.spec();
    Row row = Row.waiting(1, "", new Wanted(spec.kind(), spec.params(), spec.needs(), spec.timeoutMs()),
        spec.task().orElseThrow(), List.of()).submitted(first.id());
    Chain chain = Chain.begun(book.nextId(), mission, wallMs, LcpLimits.MAX_AGE_MS, Optional.empty(),
        List.of(row));
    jobs.put(first.id(), chain.id());
    return add(chain, nowMs);
  }

  public Optional<Chain> find(ChainId id, long nowMs) throws IOException {
    return book.find(id).map(chain -> aged(chain, nowMs));
  }

  /** Newest first. */
  public List<Chain> of(MissionId mission, long nowMs) throws IOException {
    return book.of(mission).stream().map(chain -> aged(chain, nowMs)).toList();
  }

  /** What its completed jobs found, within the limits of a context. */
  public ChainContext context(Chain chain) throws IOException {
    return new ContextBuilder(results).of(chain);
  }

  public boolean running(ChainId id) {
    return book.live(id).isPresent();
  }

  /**
   * With its mission.
   *
   * @return which there were
   */
  public List<ChainId> forget(MissionId mission) throws IOException {
    List<Chain> gone = book.of(mission);
    gone.forEach(this::forget);
    book.forget(mission);
    return gone.stream().map(Chain::id).toList();
  }

  /** An own job, of a chain or not. */
  public void onEnded(Job job, long nowMs) {
    Optional<Chain> found = Optional.ofNullable(jobs.remove(job.id())).flatMap(book::live);
    if (found.isPresent()) {
      Chain chain = found.get().using(job.result().map(LlmUsage::of).orElse(LlmUsage.NONE));
      Row row = chain.of(job.id()).orElseThrow();
      change(job.state() == JobState.COMPLETED
          ? ChainMachine.completed(chain, row, job.result().orElse(Json.Obj.EMPTY))
          : ChainMachine.lost(chain, row, "job " + job.id() + " ended as " + job.state().word()
              + (job.reason().isEmpty() ? "" : ": " + clip(job.reason()))),
          nowMs);
    }
  }

  public void submitted(ChainOrder.Submit order, JobId job, long nowMs) {
    book.live(order.chain()).ifPresent(chain -> {
      jobs.put(job, chain.id());
      change(chain.with(chain.row(order.row()).submitted(job)), nowMs);
    });
  }

  public void refused(ChainOrder.Submit order, String why, long nowMs) {
    book.live(order.chain()).ifPresent(
        chain -> change(ChainMachine.lost(chain, chain.row(order.row()), "refused: " + clip(why)), nowMs));
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
      orders.addAll(cancels);
      cancels.clear();
    }
    return orders;
  }

  public long nextPollMs() {
    return touched.isEmpty() ? Math.min(agenda.nextDueMs(), book.nextPollMs()) : Long.MIN_VALUE;
  }

  private void advance(Chain chain, List<ChainOrder> orders, long nowMs) {
    agenda.at(begunAtMs.get(chain.id()) + chain.limitMs(), chain.id());
    Chain now = ChainMachine.settle(aged(chain, nowMs));
    if (now.ageMs() >= now.limitMs()) {
      change(now.failed(now.limitMs() / 1000 + " s are over"), nowMs);
      return;
    }
    try {
      now = submit(now, orders);
      now = !now.ended() && ChainMachine.over(now) ? finished(now) : now;
    } catch (IOException unreadable) {
      // The store says so itself, and may read again later.
      agenda.at(nowMs + AGAIN_MS, chain.id());
    }
    if (!now.equals(aged(chain, nowMs))) {
      change(now, nowMs);
    }
  }

  /** All that may begin now. */
  private Chain submit(Chain chain, List<ChainOrder> orders) throws IOException {
    List<Row> ready = chain.rows().stream().filter(row -> ChainMachine.ready(chain, row)).toList();
    Optional<String> spent = ready.isEmpty() ? Optional.empty() : spent(chain.mission());
    if (spent.isPresent()) {
      return chain.failed(spent.get());
    }
    Chain now = chain;
    for (Row row : ready) {
      now = submit(now, row, orders);
    }
    return now;
  }

  private Chain submit(Chain chain, Row row, List<ChainOrder> orders) throws IOException {
    Wanted wanted = row.wanted();
    try {
      Json.Obj params = ParamResolver.resolve(wanted.params(), sources(chain, row));
      List<JobId> needs = Needs.of(chain, row).stream().map(need -> need.job().orElseThrow()).toList();
      JobSpec spec = new JobSpec(wanted.kind(), params, Priority.NORMAL, wanted.timeoutMs(), wanted.needs(),
          Long.MAX_VALUE, JobSpec.DEFAULT_MAX_ATTEMPTS, false,
          Optional.of("spec:" + chain.id() + "/" + row.number()));
      orders.add(new ChainOrder.Submit(chain.id(), row.number(), spec.after(needs).of(row.task())));
      return chain;
    } catch (MalformedException broken) {
      return ChainMachine.lost(chain, row, clip(broken.field() + ": " + broken.reason()));
    }
  }

  private Chain finished(Chain chain) throws IOException {
    Optional<String> failure = ChainMachine.failure(chain);
    if (failure.isPresent()) {
      return chain.failed(failure.get());
    }
    if (chain.form().isEmpty()) {
      return ChainMachine.answered(chain, analyses(chain));
    }
    try {
      Row anyone = Row.waiting(1, "", new Wanted("", Json.Obj.EMPTY.with("answer", chain.form().get()),
          List.of(), 0), chain.row(1).task(), List.of());
      return ChainMachine.answered(chain,
          ParamResolver.fillIn("answer", chain.form().get(), sources(chain, anyone)));
    } catch (MalformedException broken) {
      return chain.failed(clip(broken.field() + ": " + broken.reason()));
    }
  }

  /** Null when there is none, the one itself, or all. */
  private Json analyses(Chain chain) throws IOException {
    List<Json> found = new ArrayList<>();
    for (Row row : chain.rows()) {
      if (row.state() == State.ANSWERED) {
        results.of(row.job().orElseThrow()).ifPresent(found::add);
      }
    }
    return switch (found.size()) {
      case 0 -> new Json.Null();
      case 1 -> found.getFirst();
      default -> new Json.Arr(found);
    };
  }

  /** What the parameters of {@code row} refer to. */
  private Sources sources(Chain chain, Row row) throws IOException {
    ParamNeeds needs = ParamNeeds.of("params", row.wanted().params());
    SortedMap<String, Json.Obj> found = new TreeMap<>();
    for (String name : needs.results()) {
      Optional<JobId> job = chain.named(name, row).flatMap(Row::job);
      if (job.isPresent()) {
        results.of(job.get()).ifPresent(result -> found.put(name, result));
      }
    }
    SortedMap<String, Json> artifacts = new TreeMap<>();
    if (!needs.artifacts().isEmpty() && chain.fileList() > 0) {
      results.of(chain.row(chain.fileList()).job().orElseThrow())
          .ifPresent(result -> artifacts.put(ParamNeeds.FILE_LIST, result.get("files")));
    }
    return new Sources(found, artifacts);
  }

  private Chain add(Chain chain, long nowMs) {
    book.add(chain, nowMs);
    begun(chain, nowMs);
    return chain;
  }

  private void begun(Chain chain, long nowMs) {
    begunAtMs.put(chain.id(), nowMs - chain.ageMs());
    touched.add(chain.id());
  }

  private void change(Chain next, long nowMs) {
    Chain aged = aged(next, nowMs);
    book.save(aged, nowMs);
    if (aged.ended()) {
      aged.rows().stream().filter(row -> row.state() == State.SUBMITTED)
          .forEach(row -> cancels.add(new ChainOrder.Cancel(row.job().orElseThrow())));
      forget(aged);
    }
    touched.add(aged.id());
  }

  private void forget(Chain chain) {
    begunAtMs.remove(chain.id());
    agenda.clear(chain.id());
    chain.rows().forEach(row -> row.job().ifPresent(jobs::remove));
  }

  private Chain aged(Chain chain, long nowMs) {
    Long begun = begunAtMs.get(chain.id());
    return begun == null ? chain : chain.aged(Math.max(0, nowMs - begun));
  }

  private static String clip(String why) {
    return WireLimits.clip(why, REASON_BYTES);
  }
}
