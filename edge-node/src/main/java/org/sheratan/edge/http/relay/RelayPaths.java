package org.sheratan.edge.http.relay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.ApiParts;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.LongPoll;
import org.sheratan.edge.http.route.Query;
import org.sheratan.edge.http.route.Router;
import org.sheratan.edge.relay.RelayDesk;
import org.sheratan.edge.relay.RelayDesk.Reply;

/** {@code /api/v1/relay/claims} and below. */
public final class RelayPaths {
  private static final int NAME_SEGMENT = 4;
  private static final int NAME_CHARS = 128;
  private static final int MAX_KINDS = 64;
  private static final int MAX_NUMBER = 1_000_000_000;
  private static final int RETRY_S = 60;
  private static final List<String> REPORT_MEMBERS = Stream
      .concat(Stream.of("number"), ToolReport.MEMBERS.stream()).toList();

  private final LongPoll polls;
  private final Optional<RelayDesk> desk;

  public RelayPaths(LongPoll polls, ApiParts parts) {
    this.polls = polls;
    this.desk = parts.relay();
  }

  public void addTo(Router router) {
    router.on(RelayOperations.TAKE, this::take).on(RelayOperations.REPORT, this::report)
        .on(RelayOperations.RESULT, this::result);
  }

  private HttpResponse take(HttpRequest request) throws HttpRefusal {
    Fields fields = body(request, List.of("worker", "kinds"));
    String worker = fields.text("worker", NAME_CHARS);
    List<String> kinds = kinds(fields);
    long waitMs = polls.waitMs(Query.of(request));
    RelayDesk relay = desk();
    if (waitMs > 0) {
      request.room().waits();
    }
    Optional<RelayDesk.Claim> claim = polls.await(() -> claim(relay, worker, kinds), Optional::isPresent,
        waitMs);
    return HttpResponse.json(200,
        Json.Obj.EMPTY.with("claim", JsonWords.text(claim.map(RelayDesk.Claim::id)))
            .with("job", claim.<Json>map(RelayDesk.Claim::job).orElse(JsonWords.NULL)));
  }

  private static List<String> kinds(Fields fields) {
    List<String> kinds = fields.texts("kinds", MAX_KINDS, NAME_CHARS);
    if (kinds.isEmpty()) {
      throw fields.malformed("kinds", "expected 1 to " + MAX_KINDS + " kinds of jobs");
    }
    for (String kind : kinds) {
      if (!JobSpec.isKind(kind)) {
        throw fields.malformed("kinds[" + kinds.indexOf(kind) + "]",
            "expected a kind of job such as llm_call");
      }
    }
    return kinds;
  }

  private static Optional<RelayDesk.Claim> claim(RelayDesk relay, String worker, List<String> kinds)
      throws HttpRefusal {
    try {
      return relay.claim(worker, kinds);
    } catch (IOException unwritten) {
      throw storage("claim", unwritten);
    }
  }

  private HttpResponse report(HttpRequest request) throws HttpRefusal {
    Fields fields = body(request, REPORT_MEMBERS);
    int number = (int) fields.integer("number", 1, MAX_NUMBER);
    ToolReport report = ToolReport.read(fields);
    String claim = request.path().get(NAME_SEGMENT);
    RelayDesk relay = desk();
    return standing(claim, relay.report(claim, number, report), relay);
  }

  private HttpResponse result(HttpRequest request) throws HttpRefusal {
    Json.Obj result = body(request, List.of("result")).object("result").json();
    String claim = request.path().get(NAME_SEGMENT);
    RelayDesk relay = desk();
    try {
      return standing(claim, relay.result(claim, result), relay);
    } catch (IOException unwritten) {
      throw storage("result", unwritten);
    }
  }

  private static Fields body(HttpRequest request, List<String> members) {
    return Fields.of(JsonReader.readObject(request.body())).only(members);
  }

  private static HttpResponse standing(String claim, Reply reply, RelayDesk relay) throws HttpRefusal {
    return switch (reply) {
      case Reply.Taken(int number, boolean ended) -> HttpResponse.json(200,
          Json.Obj.EMPTY.with("claim", claim).with("number", number).with("ended", ended).with("lease_s",
              JsonWords.seconds(relay.leaseMs())));
      case Reply.Refused(String why) -> throw new HttpRefusal(Problem.of(409, "conflict",
          "In conflict with what is here already", "this claim does not stand: " + why));
      case Reply.Unknown() -> throw new HttpRefusal(Problem.of(404, "not-found",
          "There is no such thing here", "there is no such claim, or not since the node's start"));
    };
  }

  private RelayDesk desk() throws HttpRefusal {
    return desk.orElseThrow(() -> new HttpRefusal(Problem
        .of(404, "not-found", "There is no such thing here", "this node gives no jobs to workers outside")
        .fix("name kinds of jobs in [tool.relay] kinds of sheratan.toml")));
  }

  private static HttpRefusal storage(String what, IOException unwritten) {
    return new HttpRefusal(Problem.of(507, "storage", "The " + what + " cannot be written",
        "the " + what + " cannot be laid down: " + unwritten.getClass().getSimpleName()).retryAfter(RETRY_S));
  }
}
