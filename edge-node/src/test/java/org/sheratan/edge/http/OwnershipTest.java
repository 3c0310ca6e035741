package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.TaskId;
import org.sheratan.edge.access.Scope;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Ownership;

/** Who may hand in work may change what he made himself, and nothing of anybody else. */
class OwnershipTest {
  private static final List<String> BODIES = List.of("submitJob", "beginChain");
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final RunningApi api = RunningApi.over(node);
  private long jobs;

  private List<Operation> operations() {
    try (WholeApi whole = WholeApi.of(HttpSettings.loopback(0), api.parts(), api.access(), length -> {
      throw new IllegalStateException("nobody signs in here");
    })) {
      return whole.router().operations();
    }
  }

  /** What there is of one token, by the name that paths have for it. */
  private SortedMap<String, String> things(String bearer, String name) throws IOException {
    SortedMap<String, String> things = new TreeMap<>();
    things.put("mission", api.post("/api/v1/missions", "{\"title\":\"m\"}", bearer).text("id"));
    things.put("task",
        api.post("/api/v1/missions/" + things.get("mission") + "/tasks", "{\"name\":\"t\"}", bearer)
            .text("id"));
    things.put("schedule",
        api.post("/api/v1/schedules", "{\"schedule\":\"every 15 min ping\"}", bearer).text("id"));
    Job job = job(new Origin(Origin.Zone.API, name), JobSpec.of("ping", Json.Obj.EMPTY));
    things.put("job", job.id().toString());
    return things;
  }

  private Job job(Origin origin, JobSpec spec) {
    Job bare = FakeNode.job(FakeNode.jobId(100 + jobs++), spec, JobState.PENDING);
    Job job = bare.noted(org.sheratan.core.mission.JobNotes.of(origin, bare.notes().passage()));
    node.put(job);
    return job;
  }

  private RawResponse call(Operation operation, SortedMap<String, String> things, String bearer)
      throws IOException {
    String path = operation.path();
    for (String name : things.keySet()) {
      path = path.replace("{" + name + "}", things.get(name));
    }
    String body = switch (operation.id()) {
      case "submitJob", "beginChain" -> "{\"kind\":\"ping\",\"task\":\"" + things.get("task") + "\"}";
      case "createTask" -> "{\"name\":\"more\"}";
      case "replaceMission" -> "{\"title\":\"other\"}";
      default -> "";
    };
    return api.call(operation.method(), path, body, bearer);
  }

  /** Every operation that a submitter may ask for and that names something says whose that is. */
  @Test
  void shouldSayOfEveryOperationWhoseThingsItChanges() {
    for (Operation operation : operations()) {
      boolean names = operation.path().contains("{") || BODIES.contains(operation.id());
      boolean asked = operation.scope() == Scope.SUBMIT && names;
      assertEquals(asked, operation.ownership() != Ownership.NONE, operation.id());
    }
    // Words to this node are for everybody here who may write: reading them is no more than that.
    assertEquals(List.of("acknowledgeMessage"), operations().stream()
        .filter(operation -> operation.ownership() == Ownership.EVERYBODY).map(Operation::id).toList());
  }

  /** A submitter could cancel any job and delete any mission and schedule. */
  @Test
  void shouldAskForOperateWhereSomebodyElseMadeIt() throws IOException {
    List<Operation> own = operations().stream()
        .filter(operation -> operation.ownership() == Ownership.MAKER).toList();
    assertTrue(own.size() >= 7, own.size() + " operations");
    String ci = api.bearer("ci", Scope.SUBMIT);
    String other = api.bearer("weather", Scope.SUBMIT);
    String boss = api.bearer("boss", Scope.OPERATE);
    for (Operation operation : own) {
      SortedMap<String, String> things = things(ci, "ci");
      RawResponse refused = call(operation, things, other);
      assertEquals(403, refused.status(), operation.id());
      assertEquals("urn:sheratan:problem:not-yours", refused.text("type"), operation.id());
      assertTrue(refused.text("detail").endsWith(
          " came from api ci, and the token weather may change only what it made itself"),
          refused.text("detail"));
      assertEquals("operate", refused.text("needed_scope"));
      assertEquals("sheratan token create NAME --scope operate", refused.text("fix"));
      assertTrue(refused.header("www-authenticate").contains("scope=\"operate\""), operation.id());
      int status = call(operation, things, ci).status();
      assertTrue(status < 300, operation.id() + " by its maker: " + status);
      SortedMap<String, String> more = things(ci, "ci");
      status = call(operation, more, boss).status();
      assertTrue(status < 300, operation.id() + " by an operator: " + status);
      assertEquals(403, call(operation, things("Accept: */*", "127.0.0.1"), ci).status(),
          operation.id() + " of the page or the node's token");
    }
  }

  @Test
  void shouldLetWhoMadeAMissionOrScheduleCancelItsJobs() throws IOException {
    String ci = api.bearer("ci", Scope.SUBMIT);
    String other = api.bearer("weather", Scope.SUBMIT);
    SortedMap<String, String> things = things(ci, "ci");
    JobSpec step = JobSpec.of("ping", Json.Obj.EMPTY).of(TaskId.parse(things.get("task")));
    Job chained = job(new Origin(Origin.Zone.CHAIN, "ch-k7f3q2ab-1-1"), step);
    Job scheduled = job(new Origin(Origin.Zone.SCHEDULE, things.get("schedule")),
        JobSpec.of("ping", Json.Obj.EMPTY));
    Job paused = job(new Origin(Origin.Zone.OUTPUT, "ci"), JobSpec.of("ping", Json.Obj.EMPTY));
    for (Job job : Arrays.asList(chained, scheduled, paused)) {
      String path = "/api/v1/jobs/" + job.id() + "/cancel";
      assertEquals(403, api.post(path, "", other).status());
      assertEquals(200, api.post(path, "", ci).status());
    }
    Job orphan = job(new Origin(Origin.Zone.SCHEDULE, "s99"), JobSpec.of("ping", Json.Obj.EMPTY));
    assertEquals(403, api.post("/api/v1/jobs/" + orphan.id() + "/cancel", "", ci).status(),
        "its schedule is gone");
    Job console = job(new Origin(Origin.Zone.CONSOLE, "ci"), JobSpec.of("ping", Json.Obj.EMPTY));
    assertEquals(403, api.post("/api/v1/jobs/" + console.id() + "/cancel", "", ci).status(),
        "a name of another zone");
  }

  @Test
  void shouldLeaveWhatIsNotThereToTheOperation() throws IOException {
    String ci = api.bearer("ci", Scope.SUBMIT);
    assertEquals(404, api.post("/api/v1/jobs/k7f3q2ab-9-9/cancel", "", ci).status());
    assertEquals(400, api.post("/api/v1/jobs/nonsense/cancel", "", ci).status());
    assertEquals(404, api.call("DELETE", "/api/v1/missions/mi-k7f3q2ab-9-9", "", ci).status());
    assertEquals("task", api.post("/api/v1/jobs", "{\"kind\":\"ping\",\"task\":\"x\"}", ci).text("field"));
    assertEquals(400, api.post("/api/v1/jobs", "{\"kind\":", ci).status());
  }
}
