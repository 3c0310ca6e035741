package org.sheratan.edge.http.job;

import java.util.List;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.RequestOrigin;
import org.sheratan.edge.http.route.Router;

/** {@code /api/v1/gate/held} and below: jobs that a gate stopped until a person decides. */
public final class GatePaths {
  private static final int ID_SEGMENT = 4;
  private static final int MAX_REASON_BYTES = 1024;

  private final NodeDesk desk;
  private final JobDesk jobs;

  public GatePaths(NodeDesk desk, ApiParts parts) {
    this.desk = desk;
    this.jobs = new JobDesk(desk, parts);
  }

  public void addTo(Router router) {
    router.on(JobOperations.LIST_HELD, this::held)
        .on(JobOperations.APPROVE, request -> decide(request, true))
        .on(JobOperations.REJECT, request -> decide(request, false));
  }

  private HttpResponse held(HttpRequest request) throws HttpRefusal {
    Query query = Query.of(request);
    Answer.Jobs page = desk.ask(new Command.ListHeld(query.parsed("after", JobId::parse), query.limit()),
        Answer.Jobs.class);
    return HttpResponse.json(200, Json.Obj.EMPTY
        .with("jobs", new Json.Arr(page.jobs().stream().<Json>map(JobJson::held).toList()))
        .with("next", JsonWords.text(page.next().map(JobId::toString))));
  }

  private HttpResponse decide(HttpRequest request, boolean approved) throws HttpRefusal {
    JobId id = JobDesk.id(request, ID_SEGMENT);
    String reason = Fields.of(JsonReader.readObject(request.body())).only(List.of("reason")).text("reason",
        MAX_REASON_BYTES);
    Command command = new Command.DecideHeld(id, approved, RequestOrigin.of(request), reason);
    return jobs.shown(200, desk.ask(jobs.ifExpected(request, id, command), Answer.OneJob.class).job());
  }
}
