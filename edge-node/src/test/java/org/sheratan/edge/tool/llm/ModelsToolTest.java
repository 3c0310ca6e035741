package org.sheratan.edge.tool.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.edge.tool.FakeServer;
import org.sheratan.edge.tool.HandAlarm;
import org.sheratan.edge.tool.ToolRig;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebAddress;

class ModelsToolTest {
  @TempDir
  Path folder;
  private final HandAlarm alarm = new HandAlarm();

  private ToolRig rig(FakeServer server, Dialect dialect) {
    LlmSettings settings = new LlmSettings(WebAddress.parse("url", server.url("")), dialect,
        List.of("small:1b", "gone"), Optional.empty(), 60_000, 100, 0, 0);
    return new ToolRig(folder, "llm_models", new ModelsTool(new LlmClient(settings, Resolver.SYSTEM, alarm)));
  }

  private static FakeServer telling(String list, String shown) throws IOException {
    return new FakeServer((request, out) -> out.write(
        FakeServer.page(200, "", request.startsWith("GET") ? list : shown).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldTellDigestAndLicenseWhereTheEndpointDoes() throws IOException {
    try (FakeServer server = telling(
        "{\"models\":[{\"name\":\"small:1b\",\"digest\":\"sha256:12ab\"},{\"name\":\"other\",\"digest\":\"x\"}]}",
        "{\"license\":\"\\n  Apache License\\nVersion 2.0\",\"modelfile\":\"" + "x".repeat(100_000)
            + "\"}")) {
      assertEquals(
          "{\"action\":\"llm_models_result\",\"models\":[{\"digest\":\"sha256:12ab\",\"license\":\"Apache License\","
              + "\"model\":\"small:1b\",\"present\":true},{\"digest\":null,\"license\":null,\"model\":\"gone\",\"present\":false}],"
              + "\"ok\":true}",
          CanonicalJson.text(rig(server, Dialect.OLLAMA).result("llm_models", "{}")));
      assertTrue(server.requests().getFirst().startsWith("GET /api/tags "));
      assertTrue(server.requests().get(1).endsWith("{\"model\":\"small:1b\"}"));
      assertEquals(2, server.requests().size());
      assertTrue(alarm.quiet());
    }
  }

  @Test
  void shouldSayNothingThatTheEndpointDoesNotTell() throws IOException {
    try (FakeServer server = telling("{\"object\":\"list\",\"data\":[{\"id\":\"small:1b\"}]}", "{}")) {
      assertEquals("{\"digest\":null,\"license\":null,\"model\":\"small:1b\",\"present\":true}",
          CanonicalJson.text(((Json.Arr) rig(server, Dialect.OPENAI).result("llm_models", "{}")
              .get("models")).items().getFirst()));
      assertEquals(1, server.requests().size());
    }
  }

  /** It took 40 MB of memory, again after each restart, for the job was there still. */
  @Test
  void shouldCallAMebibyteOfNumbersABadAnswer() throws IOException {
    for (int bytes : new int[]{1 << 20, 100_000}) {
      try (FakeServer server = telling("{\"data\":[" + "1,".repeat(bytes / 2) + "1]}", "{}")) {
        rig(server, Dialect.OPENAI).failed(FailureCode.BAD_ANSWER, "llm_models", "{}");
      }
    }
  }

  @Test
  void shouldTakeNothingStrange() throws IOException {
    for (String list : List.of("[]", "nonsense", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}",
        "{\"a\":1,\"a\":2}")) {
      try (FakeServer server = telling(list, "{}")) {
        rig(server, Dialect.OLLAMA).failed(FailureCode.BAD_ANSWER, "llm_models", "{}");
      }
    }
    for (String list : List.of("{}", "{\"models\":3}", "{\"models\":[7,{\"name\":[]}]}")) {
      try (FakeServer server = telling(list, "{}")) {
        assertTrue(CanonicalJson.text(rig(server, Dialect.OLLAMA).result("llm_models", "{}"))
            .contains("\"model\":\"small:1b\",\"present\":false"), list);
      }
    }
    try (FakeServer server = telling("{\"models\":[{\"name\":\"gone\",\"digest\":{}}]}",
        "{\"license\":[1]}")) {
      assertTrue(CanonicalJson.text(rig(server, Dialect.OLLAMA).result("llm_models", "{}"))
          .contains("{\"digest\":null,\"license\":null,\"model\":\"gone\",\"present\":true}"));
    }
  }
}
