package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;

class WorkerCallsTest {
  private static final String REGISTER = "/api/mesh/workers/register";

  @AutoClose
  private final OriginalApi api = new OriginalApi(new FakeNode());

  @Test
  void shouldListWorkersInTheOriginalsShape() {
    assertEquals("[]\n", api.get("/api/mesh/workers").text());
    OriginalClient.Reply made = api.post(REGISTER,
        "{\"worker_id\":\"w1\",\"capabilities\":[{\"kind\":\"llm_call\",\"cost\":5}],"
            + "\"endpoint\":\"http://x\",\"meta\":{\"a\":1}}");
    assertEquals(200, made.status());
    assertTrue(made.word("message").startsWith("registered; this node gives no jobs"), made.text());
    assertEquals(
        "[{\"capabilities\":[{\"cost\":5,\"kind\":\"llm_call\"}],\"endpoint\":\"http://x\",\"last_seen\":null,"
            + "\"meta\":{\"a\":1},\"stats\":{\"active_jobs\":0,\"consecutive_failures\":0,\"cooldown_until\":0,"
            + "\"is_offline\":false,\"latency_ms_ema\":750.0,\"n\":0,\"success_ema\":0.85},\"status\":\"online\","
            + "\"worker_id\":\"w1\"}]\n",
        api.get("/api/mesh/workers").text());
  }

  @Test
  void shouldRefuseALargeMeta() {
    String large = "{\"worker_id\":\"a\",\"meta\":{\"a\":{\"b\":\"" + "x".repeat(2_040) + "\"}}}";
    OriginalClient.Reply refused = api.post(REGISTER, large);
    assertEquals(422, refused.status());
    assertTrue(refused.text().contains("more than 2048 bytes of JSON"), refused.text());
    assertEquals(200, api.post(REGISTER, large.replace("xxxxxxxxxx", "x")).status());
  }

  @Test
  void shouldNameWhatIsWrong() {
    for (String[] each : new String[][]{{"worker_id", "{}"}, {"worker_id", "{\"worker_id\":7}"},
        {"capabilities", "{\"worker_id\":\"a\",\"capabilities\":{}}"},
        {"capabilities\",0,\"kind", "{\"worker_id\":\"a\",\"capabilities\":[{\"cost\":1}]}"},
        {"capabilities\",0,\"cost", "{\"worker_id\":\"a\",\"capabilities\":[{\"kind\":\"x\",\"cost\":-1}]}"},
        {"capabilities\",0,\"x",
            "{\"worker_id\":\"a\",\"capabilities\":[{\"kind\":\"x\",\"cost\":1,\"x\":1}]}"},
        {"status", "{\"worker_id\":\"a\",\"status\":1}"}, {"meta", "{\"worker_id\":\"a\",\"meta\":[]}"},
        {"endpoint", "{\"worker_id\":\"a\",\"endpoint\":\"" + "x".repeat(513) + "\"}"},
        {"color", "{\"worker_id\":\"a\",\"color\":1}"}}) {
      OriginalClient.Reply refused = api.post(REGISTER, each[1]);
      assertEquals(422, refused.status(), each[1]);
      assertTrue(refused.text().startsWith("{\"detail\":[{\"loc\":[\"body\",\"" + each[0] + "\"]"),
          refused.text());
    }
    assertEquals("[]\n", api.get("/api/mesh/workers").text());
  }
}
