package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class StatePathsTest {
  private static final String MOVE = "/api/v1/health/state";

  @AutoClose
  private final RunningApi api = RunningApi.over(new FakeNode());

  @Test
  void shouldShowHowTheNodeIs() throws IOException {
    RawResponse health = api.get("/api/v1/health");
    assertEquals("OPERATIONAL", health.text("state"));
    assertEquals("all services are up", health.text("reason"));
    String text = new String(health.body().toArray(), StandardCharsets.UTF_8);
    assertTrue(text.contains("\"job_success_rate\":{\"1h\":{\"count\":0,\"max\":null"), text);
    assertTrue(text.contains("\"report\":null"), text);
    assertEquals("OPERATIONAL", api.get("/api/v1/status").text("system_state"));
  }

  @Test
  void shouldGoWhereAnOperatorWants() throws IOException {
    RawResponse paused = api.post(MOVE, "{\"state\":\"PAUSED\",\"reason\":\"maintenance\"}");
    assertEquals(200, paused.status());
    assertEquals("PAUSED", paused.text("state"));
    assertEquals(409, api.post(MOVE, "{\"state\":\"OPERATIONAL\",\"reason\":\"x\"}").status());
  }

  @Test
  void shouldWantAStateAndAReason() throws IOException {
    for (String body : new String[]{"{}", "{\"state\":\"PAUSED\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"  \"}",
        "{\"state\":\"ASLEEP\",\"reason\":\"x\"}", "{\"state\":1,\"reason\":\"x\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"" + "x".repeat(201) + "\"}",
        "{\"state\":\"PAUSED\",\"reason\":\"x\",\"actor\":\"system\"}"}) {
      assertEquals(400, api.post(MOVE, body).status(), body);
    }
  }
}
