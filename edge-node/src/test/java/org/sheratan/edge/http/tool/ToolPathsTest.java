package org.sheratan.edge.http.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;

class ToolPathsTest {
  @AutoClose
  private final RunningApi api = RunningApi.over(new FakeNode());

  @Test
  void shouldServeTheSchemaThatParametersAreCheckedBy() throws IOException {
    RawResponse shown = api.get("/api/v1/tools/read_file");
    assertEquals(200, shown.status());
    assertEquals(ToolCatalog.standard().find("read_file").orElseThrow().schema().json(),
        shown.json().get("parameters"));
    assertEquals("sheratan job submit --kind read_file --param path=hello.txt", shown.text("example"));
    Json.Arr nodes = (Json.Arr) shown.json().get("nodes");
    assertEquals(2, nodes.items().size());
    assertEquals(new Json.Text("node-a1"), ((Json.Obj) nodes.items().getFirst()).get("node"));
  }

  @Test
  void shouldListWhatIsKnownAndWhatOthersRun() throws IOException {
    Json.Arr tools = (Json.Arr) api.get("/api/v1/tools").json().get("tools");
    assertEquals(ToolCatalog.standard().kinds().size() + 1, tools.items().size());
    RawResponse unknown = api.get("/api/v1/tools/transcode");
    assertEquals(200, unknown.status());
    assertEquals(new Json.Null(), unknown.json().get("parameters"));
    assertTrue(CanonicalJson.text(unknown.json()).contains("node-c3"));
  }

  @Test
  void shouldSayWhereNoToolIs() throws IOException {
    RawResponse none = api.get("/api/v1/tools/fly");
    assertEquals(404, none.status());
    assertEquals("sheratan tool list", none.text("fix"));
  }

}
