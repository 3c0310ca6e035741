package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.health.Health;
import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.original.OriginalClient.Reply;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Now;

/** The node's state as clients of the original ask for it and change it. */
class StateCallsTest {
  private static final String MOVE = "/api/system/state/transition";

  private final Health health = new Health(new Memory(), Now.monotonic(0));
  private final FakeNode node = new FakeNode();
  @AutoClose
  private final OriginalApi api = new OriginalApi(node);

  /** A node whose state lasts from one request to the next. */
  @BeforeEach
  void start() {
    health.poll(List.of(), Now.monotonic(0));
    node.answering(command -> switch (command) {
      case Command.ShowHealth show -> Optional.of(new Answer.HealthShown(health.view(65_000)));
      case Command.MoveState move -> Optional.of(
          health.ask(move.to(), move.reason(), move.actor(), move.meta(), Now.monotonic(70_000))
              .<Answer>map(why -> new Answer.Refused(Answer.Reason.CONFLICT, why, ""))
              .orElseGet(() -> new Answer.HealthShown(health.view(70_000))));
      default -> Optional.empty();
    });
  }

  @Test
  void shouldTellTheStateAndHowItCame() {
    Reply state = api.get("/api/system/state");
    assertEquals("[counters, duration_sec, health, last_transition, since, state]",
        new TreeSet<>(state.object().fields().keySet()).toString());
    assertEquals("OPERATIONAL", state.word("state"));
    assertEquals(Json.Int.of(65), state.get("duration_sec"));
    assertEquals(new Json.Null(), state.get("since"), "nobody vouches for the clock");
    Json.Obj last = (Json.Obj) state.get("last_transition");
    assertEquals("[actor, event_id, meta, next_state, prev_state, reason, ts]",
        new TreeSet<>(last.fields().keySet()).toString());
    assertEquals(new Json.Text("PAUSED"), last.get("prev_state"));
    assertEquals(new Json.Text("operational"), ((Json.Obj) state.get("health")).get("overall"));
    assertEquals("OPERATIONAL", api.get("/api/status").word("system_state"));
  }

  @Test
  void shouldGoWhereTheTableOfStatesLeads() {
    Reply paused = api.post(MOVE, "{\"state\":\"PAUSED\",\"reason\":\"backup\",\"meta\":{\"a\":1}}");
    assertEquals(200, paused.status(), paused.text());
    Json.Obj event = (Json.Obj) paused.get("event");
    assertEquals("[event_id, from, reason, timestamp, to]",
        new TreeSet<>(event.fields().keySet()).toString());
    assertEquals(new Json.Text("OPERATIONAL"), event.get("from"));
    assertEquals(new Json.Text("PAUSED"), event.get("to"));
    assertEquals("PAUSED", api.get("/api/system/state").word("state"));
    assertEquals("user", node.asked(Command.MoveState.class).actor());
    Reply refused = api.post(MOVE, "{\"state\":\"DEGRADED\",\"reason\":\"x\",\"actor\":\"admin\"}");
    assertEquals(400, refused.status());
    assertEquals("{\"detail\":\"transition not allowed: PAUSED -> DEGRADED\"}\n", refused.text());
    assertEquals("admin", node.asked(Command.MoveState.class).actor());
    List<Json> history = ((Json.Arr) api.get("/api/system/state/history").json()).items();
    Json.Obj newest = (Json.Obj) history.getLast();
    assertEquals(new Json.Text("backup"), newest.get("reason"), "oldest first");
    assertEquals(event.get("event_id"), newest.get("event_id"));
    assertEquals(Json.Obj.EMPTY.with("a", 1), newest.get("meta"));
    assertEquals(1, ((Json.Arr) api.get("/api/system/state/history?limit=1").json()).items().size());
    assertEquals(422, api.get("/api/system/state/history?limit=0").status());
  }

  /** The original logs a transition to where it is already; clients only want it to be answered. */
  @Test
  void shouldTakeATransitionToWhereItIsAlready() {
    int before = ((Json.Arr) api.get("/api/system/state/history").json()).items().size();
    Reply same = api.post(MOVE, "{\"state\":\"OPERATIONAL\",\"reason\":\"start\"}");
    assertEquals(200, same.status(), same.text());
    assertEquals(before, ((Json.Arr) api.get("/api/system/state/history").json()).items().size());
  }

  @Test
  void shouldSayWhatIsWrong() {
    for (String body : List.of("{}", "{\"state\":\"PAUSED\"}", "{\"reason\":\"x\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"  \"}", "{\"next_state\":\"PAUSED\",\"reason\":\"x\"}")) {
      Reply missing = api.post(MOVE, body);
      assertEquals(400, missing.status(), body);
      assertEquals("{\"detail\":\"Missing 'state' or 'reason'\"}\n", missing.text());
    }
    assertEquals("{\"detail\":\"Invalid state: RUNNING\"}\n",
        api.post(MOVE, "{\"state\":\"RUNNING\",\"reason\":\"x\"}").text());
    for (String body : List.of("{\"state\":\"PAUSED\",\"reason\":\"" + "x".repeat(201) + "\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"actor\":\"system\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"meta\":{\"a\":\"" + "x".repeat(1_020) + "\"}}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"actor\":\"" + "x".repeat(65) + "\"}")) {
      assertEquals(400, api.post(MOVE, body).status(), body);
    }
    for (String body : List.of("{\"state\":7,\"reason\":\"x\"}", "{\"state\":\"PAUSED\",\"reason\":[]}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"meta\":1}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"more\":1}", "[]")) {
      assertEquals(422, api.post(MOVE, body).status(), body);
    }
    assertEquals("OPERATIONAL", api.get("/api/system/state").word("state"), "nothing changed");
  }

  @Test
  void shouldFindPatternsInTransitions() {
    for (int round = 0; round < 3; round++) {
      health.poll(List.of("storage"), Now.monotonic(1_000));
      health.poll(List.of(), Now.monotonic(2_000));
    }
    Reply why = api.get("/api/why/state-transitions?window=24h");
    assertEquals(new Json.Bool(true), why.get("ok"));
    Json.Obj analysis = (Json.Obj) why.get("analysis");
    assertEquals(Json.Int.of(3),
        ((Json.Obj) analysis.get("flapping_detected")).get("OPERATIONAL → DEGRADED"));
    assertEquals(new Json.Text("OPERATIONAL"), analysis.get("current_state"));
    assertEquals(why.get("count"), Json.Int.of(((Json.Arr) why.get("transitions")).items().size()));
    Reply one = api.get("/api/why/state-transitions?limit=1");
    assertEquals(Json.Int.of(1), one.get("count"));
    assertEquals(new Json.Null(), ((Json.Obj) one.get("analysis")).get("flapping_detected"));
    assertEquals(422, api.get("/api/why/state-transitions?window=1y").status());
    assertTrue(api.get("/api/system/state").text().contains("OPERATIONAL"));
  }

  /** Keeps records as long as the test lasts. */
  private static final class Memory implements Durable {
    private final SortedMap<String, Bytes> records = new TreeMap<>();

    @Override
    public void put(String name, Bytes value) {
      records.put(name, value);
    }

    @Override
    public void remove(String name) {
      records.remove(name);
    }

    @Override
    public SortedMap<String, Bytes> under(String prefix) {
      return new TreeMap<>(records.subMap(prefix, prefix + Character.MAX_VALUE));
    }
  }
}
