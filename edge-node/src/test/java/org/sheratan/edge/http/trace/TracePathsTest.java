package org.sheratan.edge.http.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.trace.TraceFixtures;

class TracePathsTest {
  @TempDir
  Path folder;

  @Test
  void shouldPageThroughDecisions() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode(), TraceFixtures.written(folder, 1_000_000, 0, 30))) {
      RawResponse page = api.get("/api/v1/trace?limit=29");
      assertEquals(200, page.status());
      assertTrue(text(page).startsWith("{\"decisions\":[{"), text(page));
      assertTrue(text(page).contains("\"d-29\"") && !text(page).contains("\"d-0\""), text(page));
      RawResponse rest = api.get("/api/v1/trace?before=" + page.text("next"));
      assertTrue(text(rest).contains("\"d-0\"") && !text(rest).contains("\"d-1\""), text(rest));
      assertTrue(text(rest).contains("\"lost\":0,\"next\":null"), text(rest));
    }
  }

  @Test
  void shouldTellWhatIsAboutOneJob() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode(), TraceFixtures.written(folder, 1_000_000, 0, 30))) {
      String one = text(api.get("/api/v1/trace?job=k7f3q2ab-3-4"));
      assertTrue(one.contains("\"d-23\"") && one.contains("\"d-3\"") && !one.contains("\"d-4\""), one);
      assertEquals(400, api.get("/api/v1/trace?job=4").status());
      assertEquals(400, api.get("/api/v1/trace?before=4").status());
      assertEquals(400, api.get("/api/v1/trace?limit=0").status());
      assertEquals(400, api.get("/api/v1/trace?limits=1").status());
    }
  }

  @Test
  void shouldSayThatNoneIsKept() throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode())) {
      RawResponse none = api.get("/api/v1/trace");
      assertEquals(404, none.status());
      assertTrue(text(none).contains("no-trace"), text(none));
    }
  }

  private static String text(RawResponse response) {
    return new String(response.body().toArray(), StandardCharsets.UTF_8);
  }
}
