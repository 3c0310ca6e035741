package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;

class HealthPathsTest {
  @Test
  void shouldCallANodeAliveThatTakesNoJobs() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode().degraded())) {
      assertEquals(200, api.get("/healthz").status());
      assertEquals(503, api.get("/readyz").status());
    }
  }

  /** As after its thread had died of a full heap. */
  @Test
  void shouldCallNoNodeAliveThatTakesNoTurns() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode().silent(),
        HttpSettings.loopback(0).withWaits(20, 20))) {
      RawResponse answer = api.call("GET", "/healthz", "", "Authorization:");
      assertEquals(503, answer.status());
      assertEquals("{\"alive\":false}\n", answer.body().toUtf8());
    }
  }
}
