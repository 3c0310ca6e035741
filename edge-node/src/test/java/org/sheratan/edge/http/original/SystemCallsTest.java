package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.original.OriginalClient.Reply;

class SystemCallsTest {
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  @Test
  void shouldTellTheStateOfThePartsItHas() {
    Json.Arr parts = (Json.Arr) api.get("/api/system/health").json();
    assertEquals(4, parts.items().size());
    Json.Obj core = (Json.Obj) parts.items().getFirst();
    assertEquals("[dependencies, id, lastCheck, name, port, status, type, uptime]",
        new TreeSet<>(core.fields().keySet()).toString());
    assertEquals(new Json.Text("0h 1m 5s"), core.get("uptime"));
    assertEquals(new Json.Text("active"), core.get("status"));
    assertEquals(Json.Int.of(api.port()), core.get("port"));
    assertEquals(new Json.Null(), core.get("lastCheck"), "nobody vouches for the clock");
    assertEquals("active", status("journal"));
    assertEquals("active", status("mesh"));
    assertEquals("down", status("worker"), "the card offers nothing");
    node.degraded();
    assertEquals("down", status("journal"));
  }

  private String status(String id) {
    return ((Json.Arr) api.get("/api/system/health").json()).items().stream().map(part -> (Json.Obj) part)
        .filter(part -> part.get("id").equals(new Json.Text(id)))
        .map(part -> ((Json.Text) part.get("status")).value()).findFirst().orElseThrow();
  }

  @Test
  void shouldMeasureAndInventNothing() {
    Reply empty = api.get("/api/system/metrics");
    assertEquals(new Json.Null(), empty.get("error_rate"));
    assertEquals(new Json.Null(), empty.get("ready_to_dispatch"));
    assertEquals(Json.Int.of(65), empty.get("uptime"));
    assertEquals(Json.Int.of(0), empty.get("queueLength"));
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(FakeNode.job(2, JobState.EXPIRED));
    node.put(FakeNode.job(3, JobState.WORKING));
    assertEquals(new Json.Real(33.3), api.get("/api/system/metrics").get("errorRate"));
    assertTrue(empty.get("memory") instanceof Json.Real || empty.get("memory") instanceof Json.Null);
  }

  /** A hundred jobs with large results at once were some megabytes, asked for every two seconds. */
  @Test
  void shouldLookAtTheLatestJobsAFewAtATime() {
    List<Integer> limits = new ArrayList<>();
    node.answering(command -> {
      if (!(command instanceof Command.ListJobs list)) {
        return Optional.empty();
      }
      limits.add(list.limit());
      long newest = list.after().map(JobId::sequence).orElse(1_001L) - 1;
      List<Job> page = LongStream.range(0, Math.min(list.limit(), 9))
          .mapToObj(count -> FakeNode.job(newest - count,
              (newest - count) % 4 == 0 ? JobState.FAILED : JobState.COMPLETED))
          .toList();
      return Optional.of(new Answer.Jobs(page, Optional.of(page.getLast().id())));
    });
    assertEquals(new Json.Real(25.0), api.get("/api/system/metrics").get("error_rate"));
    assertEquals(12, limits.size());
    assertTrue(limits.stream().allMatch(limit -> limit <= WholeList.PAGE), limits.toString());
    assertEquals(1, limits.getLast());
  }

  @Test
  void shouldCountRepeatedRequestsOfTheLastMinute() {
    String mission = api.post("/api/missions", "{\"title\":\"a\",\"description\":\"\"}").word("id");
    String task = api.post("/api/missions/" + mission + "/tasks", "{\"name\":\"a\",\"kind\":\"ping\"}")
        .word("id");
    for (int count = 0; count < 3; count++) {
      api.post("/api/tasks/" + task + "/jobs", "{\"payload\":{},\"idempotency_key\":\"k\"}");
    }
    assertEquals(Json.Int.of(2), api.get("/api/system/metrics").get("idempotent_hits_1m"));
    RepeatCount repeats = new RepeatCount();
    repeats.add(1_000);
    repeats.add(1_999);
    repeats.add(50_000);
    assertEquals(3, repeats.withinAMinute(50_000));
    assertEquals(3, repeats.withinAMinute(60_999));
    assertEquals(1, repeats.withinAMinute(61_000));
    repeats.add(61_000);
    assertEquals(2, repeats.withinAMinute(61_000));
    assertEquals(0, repeats.withinAMinute(200_000));
  }
}
