package org.sheratan.edge.http.mission;

import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.job.JobSpecJson;
import org.sheratan.edge.http.route.EntityTag;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;

/** Plans, and chains of jobs: {@code /api/v1/missions/plan}, {@code /api/v1/chains} and below. */
public final class ChainPaths {
  private static final int ID_SEGMENT = 3;

  private final NodeDesk desk;
  private final LongPoll polls;

  public ChainPaths(NodeDesk desk, LongPoll polls) {
    this.desk = desk;
    this.polls = polls;
  }

  public void addTo(Router router) {
    router.on(MissionOperations.PLAN, this::plan).on(MissionOperations.LIST_CHAINS, this::list)
        .on(MissionOperations.BEGIN, this::begin).on(MissionOperations.SHOW_CHAIN, this::show)
        .on(MissionOperations.CONTEXT, this::context);
  }

  /** Accepted, and on disk; it is done meanwhile. */
  private HttpResponse plan(HttpRequest request) throws HttpRefusal {
    Json.Obj body = JsonReader.readObject(request.body());
    return begun(new Command.SubmitPlan(PlanJson.read(body), RequestOrigin.asking(request, body)));
  }

  /** A job of a task, as {@code POST /api/v1/jobs} takes it, whose result may ask for more. */
  private HttpResponse begin(HttpRequest request) throws HttpRefusal {
    Command.Submit first = JobSpecJson.read(request);
    return begun(new Command.BeginChain(first.spec(), first.origin()));
  }

  private HttpResponse begun(Command command) throws HttpRefusal {
    Answer.OneChain one = desk.ask(command, Answer.OneChain.class);
    return HttpResponse.json(one.known() ? 200 : 202, ChainJson.full(one.chain())).with("Location",
        MissionOperations.CHAINS + "/" + one.chain().id());
  }

  private HttpResponse list(HttpRequest request) throws HttpRefusal {
    MissionId mission = Query.parsed("mission id", request.path().get(ID_SEGMENT), MissionId::parse);
    List<Chain> chains = desk.ask(new Command.ListChains(mission), Answer.Chains.class).chains();
    return HttpResponse.json(200, Json.Obj.EMPTY.with("chains", ChainJson.summaries(chains)));
  }

  private HttpResponse show(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    ChainId id = id(request);
    Chain chain = polls.await(request.room(), () -> one(new Command.ShowChain(id)), Chain::ended,
        polls.waitMs(query));
    Json.Obj shape = ChainJson.full(chain);
    return EntityTag.of(shape, "age_s").answer(request, shape);
  }

  private HttpResponse context(HttpRequest request) throws HttpRefusal {
    Json.Obj shape = ChainJson
        .context(desk.ask(new Command.ShowContext(id(request)), Answer.Context.class).context());
    return EntityTag.of(shape).answer(request, shape);
  }

  private Chain one(Command command) throws HttpRefusal {
    return desk.ask(command, Answer.OneChain.class).chain();
  }

  private static ChainId id(HttpRequest request) {
    return Query.parsed("chain id", request.path().get(ID_SEGMENT), ChainId::parse);
  }
}
