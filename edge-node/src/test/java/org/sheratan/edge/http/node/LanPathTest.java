package org.sheratan.edge.http.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeLan;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;

class LanPathTest {
  private final FakeLan lan = new FakeLan();
  @AutoClose
  private final RunningApi api = new RunningApi(new FakeNode(), HttpSettings.loopback(0), Optional.empty(),
      Optional.empty(), Optional.of(lan));

  LanPathTest() throws IOException {}

  private Json.Obj inStatus() throws IOException {
    return (Json.Obj) api.get("/api/v1/status").json().get("lan");
  }

  @Test
  void shouldShowAddressAndFingerprintOnceItListens() throws IOException {
    assertEquals(new Json.Text("off"), inStatus().get("state"));
    assertEquals(new Json.Null(), inStatus().get("fingerprint"));
    RawResponse on = api.post("/api/v1/lan", "{\"on\":true}");
    assertEquals(200, on.status());
    assertEquals(on.json(), inStatus());
    assertEquals("listening", on.text("state"));
    assertEquals("https://alpha.local:8443", on.text("address"));
    assertEquals(FakeLan.FINGERPRINT, on.text("fingerprint"));
    assertEquals("off", api.post("/api/v1/lan", "{\"on\":false}").text("state"));
  }

  @Test
  void shouldRefuseWhileNobodyHasSetAPassword() throws IOException {
    lan.password = false;
    RawResponse refused = api.post("/api/v1/lan", "{\"on\":true}");
    assertEquals(409, refused.status());
    assertEquals("no-password", refused.code());
    assertEquals("login at the console", refused.text("fix"));
    assertEquals("off", api.post("/api/v1/lan", "{\"on\":false}").text("state"));
  }

  @Test
  void shouldNotTakeSilenceForOff() throws IOException {
    api.post("/api/v1/lan", "{\"on\":true}");
    assertEquals(400, api.post("/api/v1/lan", "{}").status());
    assertEquals(new Json.Text("listening"), inStatus().get("state"));
  }

  @Test
  void shouldRefuseInSafeMode() throws IOException {
    lan.safe = true;
    RawResponse refused = api.post("/api/v1/lan", "{\"on\":true}");
    assertEquals(409, refused.status());
    assertEquals("safe-mode", refused.code());
    assertEquals("safe-mode off", refused.text("fix"));
  }

  @Test
  void shouldSayWhatHoldsIt() throws IOException {
    lan.portTaken = true;
    RawResponse held = api.post("/api/v1/lan", "{\"on\":true}");
    assertEquals("held", held.text("state"));
    assertTrue(held.text("why").contains("taken"));
    lan.writable = false;
    assertEquals("config-not-writable", api.post("/api/v1/lan", "{\"on\":true}").code());
  }

  @Test
  void shouldHaveNoneWhereThereIsNone() throws IOException {
    try (RunningApi without = new RunningApi(new FakeNode())) {
      assertEquals(new Json.Null(), without.get("/api/v1/status").json().get("lan"));
      assertEquals(404, without.post("/api/v1/lan", "{\"on\":true}").status());
    }
  }
}
