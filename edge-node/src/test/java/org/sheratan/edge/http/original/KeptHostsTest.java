package org.sheratan.edge.http.original;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;

/** Hosts were known in memory only: after a restart whoever came first could take any of their names. */
class KeptHostsTest {
  private static final String PATH = "/api/hosts/heartbeat";
  private static final String HOST = "{\"host_id\":\"h\",\"attestation\":{\"build_id\":\"%s\"}}";

  @TempDir
  Path folder;

  private OriginalApi start() {
    return new OriginalApi(new FakeNode(), Optional.empty(), folder.resolve("hosts.json"));
  }

  @Test
  void shouldKnowAKeyAfterARestart() {
    try (OriginalApi api = start()) {
      assertTrue(api.post(PATH, HostCallsTest.FROM_PYTHON).text().contains("\"OK\""));
    }
    try (OriginalApi api = start()) {
      assertEquals("{\"attestation_status\":\"SPOOF_SUSPECT\",\"ok\":false}\n",
          api.post(PATH, "{\"host_id\":\"Büro-1\",\"attestation\":{\"build_id\":\"b1\"}}").text());
      assertTrue(api.post(PATH, HostCallsTest.FROM_PYTHON).text().contains("\"OK\""));
    }
  }

  @Test
  void shouldKeepAQuarantineOverARestart() {
    try (OriginalApi api = start()) {
      for (String build : List.of("a", "b", "a", "b")) {
        api.post(PATH, HOST.formatted(build));
      }
      assertTrue(api.get("/api/admin/policies").text().contains("QUARANTINED"));
    }
    try (OriginalApi api = start()) {
      Json.Obj policy = (Json.Obj) ((Json.Arr) api.get("/api/admin/policies").json()).items().getFirst();
      assertEquals(new Json.Text("QUARANTINED"), policy.get("policy_state"));
      assertEquals(Json.Int.of(1), policy.get("policy_hits"));
      assertTrue(api.post(PATH, HOST.formatted("a")).text().contains("SPOOF_SUSPECT"));
      api.post("/api/admin/policies/clear", "{\"host_id\":\"h\"}");
    }
    try (OriginalApi api = start()) {
      assertEquals("[]\n", api.get("/api/admin/policies").text(), "what is cleared stays so");
    }
  }

  @Test
  void shouldBeginAnewWithADamagedFile() throws java.io.IOException {
    for (String content : List.of("", "{}", "{\"hosts\":7}", "{\"hosts\":[{\"host\":\"h\"}]}",
        "{\"hosts\":[{\"host\":\"h\",\"status\":\"WELL\"}]}",
        "{\"hosts\":[{\"host\":\"h\",\"status\":\"OK\",\"changes\":-1}]}")) {
      Files.writeString(folder.resolve("hosts.json"), content);
      try (OriginalApi api = start()) {
        assertTrue(api.post(PATH, HOST.formatted("a")).text().contains("\"OK\""), content);
      }
    }
  }

  @Test
  void shouldWriteOnlyWhatChanged() {
    HostBook book = new HostBook();
    HostBook.Heartbeat beat = new HostBook.Heartbeat("h", Optional.empty(),
        Optional.of(new HostBook.Attestation("b", "c")));
    book.onHeartbeat(beat, 1_000);
    Json.Obj kept = book.takeChanged(1_000).orElseThrow();
    book.onHeartbeat(beat, 11_000);
    assertEquals(Optional.empty(), book.takeChanged(11_000), "every ten seconds, and nothing new");
    HostBook after = new HostBook();
    assertEquals(1, after.restore(kept, 50));
    after.onHeartbeat(beat, 60);
    assertEquals(Optional.empty(), after.takeChanged(60));
  }
}
