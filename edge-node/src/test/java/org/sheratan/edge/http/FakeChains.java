package org.sheratan.edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.lcp.ChainTerms;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.lcp.PlanRules;
import org.sheratan.core.lcp.Row;
import org.sheratan.core.lcp.Wanted;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.kernel.MalformedException;

/** Chains of a node where every chain has ended as soon as somebody looks a second time. */
final class FakeChains {
  private static final long CREATED_MS = 1_700_000_000_000L;

  private final String owner;
  private final NavigableMap<ChainId, Chain> chains = new TreeMap<>();

  FakeChains(String owner) {
    this.owner = owner;
  }

  Answer answer(Command.OfChains command) {
    try {
      return switch (command) {
        case Command.SubmitPlan submit -> {
          PlanRules.check(submit.plan(), ToolCatalog.standard());
          yield begin(rows(submit.plan()), submit.plan().answer());
        }
        case Command.BeginChain begin -> {
          JobSpec spec = begin.first();
          yield begin(List.of(row(1, "", new Wanted(spec.kind(), spec.params(), spec.needs(), 1_000))),
              Optional.empty());
        }
        case Command.BeginMission begin -> begin.task().params().get("user_prompt") == null
            ? no()
            : submitted(begin(List.of(row(1, "", new Wanted(begin.task().kind(), begin.task().params(),
                List.of(), 1_000))), Optional.empty()));
        case Command.ShowChain show -> Optional.ofNullable(chains.get(show.chain())).map(this::end)
            .<Answer>map(Answer.OneChain::new).orElse(no());
        case Command.ShowContext show -> Optional.ofNullable(chains.get(show.chain()))
            .<Answer>map(chain -> new Answer.Context(new ChainContext(chain, List.of("a"),
                new TreeMap<>(java.util.Map.of("a", "hello")), true)))
            .orElse(no());
        case Command.ChainOf of -> chains.isEmpty() || of.job().sequence() != 77
            ? no()
            : new Answer.OneChain(chains.firstEntry().getValue());
        case Command.ChainNamed named -> chains.isEmpty() || !named.name().equals("first")
            ? no()
            : new Answer.OneChain(chains.firstEntry().getValue());
        case Command.ListChains list -> new Answer.Chains(List.copyOf(chains.descendingMap().values()));
      };
    } catch (MalformedException broken) {
      return new Answer.Refused(Answer.Reason.INVALID, broken.field() + ": " + broken.reason(),
          Optional.of(broken.field()), "");
    }
  }

  private List<Row> rows(Plan plan) {
    List<Row> rows = new ArrayList<>();
    plan.steps().forEach(step -> rows.add(row(rows.size() + 1, step.name(), step.wanted())));
    return rows;
  }

  private Row row(int number, String name, Wanted wanted) {
    return new Row(number, name, wanted, new TaskId(owner, 1, number), 0, 0, List.of(), Row.State.WAITING,
        Optional.empty(), "");
  }

  private Answer begin(List<Row> rows, Optional<Json> form) {
    Chain chain = new Chain(new ChainId(owner, 1, chains.size() + 1), new MissionId(owner, 1, 1), CREATED_MS,
        60_000, form, rows, 1, Chain.State.RUNNING, "", Optional.empty(), 0, LlmUsage.NONE,
        ChainTerms.NONE);
    chains.put(chain.id(), chain);
    return new Answer.OneChain(chain);
  }

  private Answer submitted(Answer begun) {
    Chain chain = ((Answer.OneChain) begun).chain();
    Row row = chain.rows().getFirst();
    Row submitted = new Row(1, "", row.wanted(), row.task(), 0, 0, List.of(), Row.State.SUBMITTED,
        Optional.of(new JobId(owner, 1, 77)), "");
    return new Answer.OneChain(new Chain(chain.id(), chain.mission(), CREATED_MS, 60_000, Optional.empty(),
        List.of(submitted), 0, Chain.State.RUNNING, "", Optional.empty(), 0, LlmUsage.NONE, ChainTerms.NONE));
  }

  private Chain end(Chain chain) {
    boolean fails = chain.rows().getFirst().wanted().kind().equals("alchemy");
    return new Chain(chain.id(), chain.mission(), CREATED_MS, 60_000, chain.form(), chain.rows(), 1,
        fails ? Chain.State.FAILED : Chain.State.COMPLETED, fails ? "step list: refused" : "",
        fails ? Optional.empty() : Optional.of(Json.Obj.EMPTY.with("files", 3)), 1_500, new LlmUsage(17, 5),
        ChainTerms.NONE);
  }

  private static Answer no() {
    return new Answer.Refused(Answer.Reason.NOT_FOUND, "there is no such thing here",
        "sheratan mission list");
  }
}
