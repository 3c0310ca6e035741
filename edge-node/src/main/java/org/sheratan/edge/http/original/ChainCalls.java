package org.sheratan.edge.http.original;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.core.mission.Task;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.OwnedUuid;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.mission.ChainJson;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.CodePoints;
import org.sheratan.kernel.MalformedException;

/** Chains, and the two missions that begin with a job that plans: {@code agent-plan}, {@code standard-code-analysis}. */
final class ChainCalls {
  private static final String WHAT = "Chain context";
  private static final String CHAINS = "/api/chains";
  private static final int ID_SEGMENT = 2;
  private static final int PROMPT_CHARS = 8_192;
  private static final int TITLE_CHARS = 64;
  private static final String AGENT_PLAN = "agent_plan";
  private static final String CODE_PROMPT = "Analyze the code in the workspace: list its files, read those that matter, "
      + "and answer with its structure, its problems and what to do about them.";

  private final NodeDesk desk;

  ChainCalls(NodeDesk desk) {
    this.desk = desk;
  }

  void addTo(Router router) {
    router.on("POST", MissionCalls.PATH + "/agent-plan", this::agentPlan)
        .on("POST", MissionCalls.PATH + "/standard-code-analysis", this::codeAnalysis)
        .on("GET", MissionCalls.PATH + "/{id}/chains", this::list)
        .on("GET", CHAINS + "/{id}/context", this::context);
  }

  private HttpResponse agentPlan(HttpRequest request) throws HttpRefusal {
    Fields fields = Fields.of(JsonReader.readObject(request.body())).only(List.of("user_prompt"));
    String prompt = fields.text("user_prompt", PROMPT_CHARS);
    return begin(request, CodePoints.first(prompt, TITLE_CHARS), "Plan", prompt);
  }

  private HttpResponse codeAnalysis(HttpRequest request) throws HttpRefusal {
    return begin(request, "Standard code analysis", "Initial codebase analysis", CODE_PROMPT);
  }

  private HttpResponse begin(HttpRequest request, String title, String name, String prompt)
      throws HttpRefusal {
    Mission.Draft mission = new Mission.Draft(title, prompt, Mission.DEFAULT_USER, Mission.ACTIVE,
        Json.Obj.EMPTY.with("created_by", "quick_start"), List.of());
    Task.Draft task = new Task.Draft(name, "", AGENT_PLAN, Json.Obj.EMPTY.with("user_prompt", prompt));
    Chain chain = desk.ask(
        new Command.BeginMission(mission, task, new Origin(Zone.CORE_V2, request.caller())),
        Answer.OneChain.class).chain();
    Json.Obj begun = Json.Obj.EMPTY
        .with("mission", named(OwnedUuid.of(chain.mission())).with("title", title))
        .with("task", named(task(chain)).with("name", name))
        .with("job", named(OwnedUuid.of(chain.rows().getFirst().job().orElseThrow())));
    return HttpResponse.json(200, begun);
  }

  private static Json.Obj named(String id) {
    return Json.Obj.EMPTY.with("id", id);
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    Command list = new Command.ListChains(MissionCalls.id(request));
    List<Chain> chains = Words.known(MissionCalls.WHAT, () -> desk.ask(list, Answer.Chains.class)).chains();
    return HttpResponse.json(200,
        new Json.Arr(chains.stream()
            .<Json>map(chain -> ChainJson.head(chain, OwnedUuid.of(chain.id()), task(chain))).toList()));
  }

  private HttpResponse context(HttpRequest request) throws HttpRefusal {
    ChainId id = chainId(request.path().get(ID_SEGMENT));
    ChainContext found = Words
        .known(WHAT, () -> desk.ask(new Command.ShowContext(id), Answer.Context.class)).context();
    return HttpResponse.json(200, ChainJson.context(found, OwnedUuid.of(id), task(found.chain())));
  }

  /** A chain's own id, that of a job in it, or what the task of its first job calls it. */
  private ChainId chainId(String text) throws HttpRefusal {
    Optional<ChainId> chain = read(text, OwnedUuid::chain);
    if (chain.isPresent()) {
      return chain.get();
    }
    Command find = read(text, OwnedUuid::job).<Command>map(Command.ChainOf::new)
        .orElseGet(() -> new Command.ChainNamed(text));
    return Words.known(WHAT, () -> desk.ask(find, Answer.OneChain.class)).chain().id();
  }

  private static <T> Optional<T> read(String uuid, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(uuid));
    } catch (MalformedException another) {
      return Optional.empty();
    }
  }

  private static String task(Chain chain) {
    return OwnedUuid.of(chain.rows().getFirst().task());
  }
}
