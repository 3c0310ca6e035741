package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Row.State;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.MissionId;
import org.sheratan.kernel.MalformedException;

/** Which rows of a chain become jobs now, with which parameters, and for how much. */
final class Submissions {
  private final ChainBook book;
  private final MissionBudgets budgets;
  private final ChainResults found;
  private final RunningChains running;

  Submissions(ChainBook book, MissionBudgets budgets, ChainResults found, RunningChains running) {
    this.book = book;
    this.budgets = budgets;
    this.found = found;
    this.running = running;
  }

  /** Why chains of this mission may submit nothing more; empty when they may. */
  Optional<String> spent(MissionId mission) throws IOException {
    Optional<LlmBudget> budget = budgets.of(mission);
    return budget.isEmpty()
        ? Optional.empty()
        : budget.get().spentBy(book.used(mission))
            .map(why -> "the " + LlmBudget.NAME + " of mission " + mission + ": " + why);
  }

  /** All that may begin now, and be paid. */
  Chain submit(Chain chain, List<ChainOrder> orders) throws IOException {
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
      running.tell(chain, row, "follow_up_lost", why);
      return ChainMachine.lost(chain, row, why);
    }
  }
}
