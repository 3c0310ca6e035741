package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.RegionGate;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.SendTime;

class RegionPathsTest {
  /** Keeps the region in memory, or cannot write it. */
  private static final class FakeRegion implements RegionGate {
    private Optional<String> region = Optional.of("EU868");
    private final boolean writable;

    FakeRegion(boolean writable) {
      this.writable = writable;
    }

    @Override
    public Optional<String> region() {
      return region;
    }

    @Override
    public Change set(Region next) throws IOException {
      if (!writable) {
        throw new IOException("/etc/sheratan.toml cannot be written: AccessDeniedException");
      }
      Optional<String> before = region;
      region = Optional.of(next.name());
      return new Change(before, next, Path.of("/etc/sheratan.toml"),
          FakeRadio.up(next.name(), new SendTime.Immediately()).plan().conformance());
    }
  }

  private static RunningApi api(boolean writable) throws IOException {
    return new RunningApi(new FakeNode(), HttpSettings.loopback(0), Optional.empty(),
        Optional.of(new FakeRegion(writable)), Optional.empty());
  }

  @Test
  void shouldListTheRegionsAndSetOne() throws IOException {
    try (RunningApi api = api(true)) {
      Json.Obj list = api.get("/api/v1/regions").json();
      assertEquals(new Json.Text("EU868"), list.get("region"));
      assertTrue(((Json.Arr) list.get("regions")).items().size() > 3);
      Json.Obj change = api.post("/api/v1/region", "{\"region\":\"uk868\"}").json();
      assertEquals(new Json.Text("UK868"), change.get("region"));
      assertEquals(new Json.Text("EU868"), change.get("before"));
      assertEquals(new Json.Bool(false), change.get("may_transmit"));
      assertTrue(change.get("why").toString().contains("only receive"), change.toString());
      assertEquals(new Json.Text("UK868"), api.get("/api/v1/regions").json().get("region"));
    }
  }

  @Test
  void shouldSayWhatIsInTheWay() throws IOException {
    try (RunningApi api = api(false)) {
      assertEquals(404, api.post("/api/v1/region", "{\"region\":\"MARS\"}").status());
      assertEquals(400, api.post("/api/v1/region", "{}").status());
      RawResponse refused = api.post("/api/v1/region", "{\"region\":\"EU868\"}");
      assertEquals(409, refused.status());
      assertEquals("config-not-writable", refused.code());
      assertTrue(refused.json().get("detail").toString().contains("AccessDenied"), refused.toString());
    }
  }
}
