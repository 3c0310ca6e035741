package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.radio.air.SendTime;

class RadioPathsTest {
  private static final SendTime NOW = new SendTime.Immediately();

  private static RawResponse get(FakeRadio radio, String path) throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode(), HttpSettings.loopback(0),
        Optional.ofNullable(radio))) {
      return api.get(path);
    }
  }

  private static Json at(Json.Obj object, String... names) {
    Json.Obj inner = object;
    for (int index = 0; index < names.length - 1; index++) {
      inner = (Json.Obj) inner.get(names[index]);
    }
    return inner.get(names[names.length - 1]);
  }

  @Test
  void shouldShowWhatStandsReady() throws IOException {
    Json.Obj radio = get(FakeRadio.up("EU868", NOW), "/api/v1/radio").json();
    assertEquals(new Json.Text("up"), radio.get("state"));
    assertEquals(new Json.Bool(true), radio.get("may_transmit"));
    assertEquals(JsonWords.number(869_525_000), at(radio, "verified", "frequency_hz"));
    assertEquals(JsonWords.number(-118), radio.get("noise_dbm"));
    assertEquals(new Json.Real(42.5), at(radio, "law", "used_s"));
    assertEquals(new Json.Real(317.5), at(radio, "law", "left_s"));
    assertEquals(new Json.Real(10.0), at(radio, "law", "sub_band", "airtime_percent"));
    assertEquals(JsonWords.number(2), at(radio, "counters", "queue", "waiting"));
  }

  @Test
  void shouldSayWhyItOnlyReceives() throws IOException {
    Json.Obj radio = get(FakeRadio.up("", NOW), "/api/v1/radio").json();
    assertEquals(new Json.Bool(false), radio.get("may_transmit"));
    assertEquals(new Json.Text("no_region"), at(radio, "law", "rule"));
    assertEquals(new Json.Null(), radio.get("region"));
    Json.Obj uk = get(FakeRadio.up("UK868", NOW), "/api/v1/radio").json();
    assertEquals(new Json.Text("unconfirmed"), at(uk, "law", "rule"));
  }

  @Test
  void shouldSayWhyItIsDown() throws IOException {
    Json.Obj radio = get(FakeRadio.down(), "/api/v1/radio").json();
    assertEquals(new Json.Text("down"), radio.get("state"));
    assertEquals(new Json.Text("absent"), radio.get("fault"));
    assertEquals(new Json.Null(), radio.get("noise_dbm"));
    assertEquals(new Json.Null(), get(FakeRadio.down(), "/api/v1/radio/noise").json().get("noise_dbm"));
  }

  @Test
  void shouldTellWhenBytesMayBeSent() throws IOException {
    Json.Obj now = get(FakeRadio.up("EU868", NOW), "/api/v1/radio/airtime").json();
    assertEquals(new Json.Text("now"), now.get("when"));
    assertEquals(new Json.Real(0.154112), now.get("airtime_s"));
    assertEquals(new Json.Real(18.0), now.get("emergency_only_s"));
    SendTime later = new SendTime.Later(RunningApi.CLOCK.now().monoMs() + 60_000, SendTime.Reason.DUTY_CYCLE);
    Json.Obj wait = get(FakeRadio.up("EU868", later), "/api/v1/radio/airtime?bytes=200&priority=bulk").json();
    assertEquals(new Json.Text("later"), wait.get("when"));
    assertEquals(new Json.Text("duty_cycle"), wait.get("why"));
    assertEquals(JsonWords.number(200), wait.get("bytes"));
    Json.Obj never = get(FakeRadio.down(), "/api/v1/radio/airtime").json();
    assertEquals(new Json.Text("never"), never.get("when"));
    assertEquals(new Json.Text("no_radio"), at(never, "breach", "rule"));
  }

  @Test
  void shouldRefuseOddQuestions() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    assertEquals(400, get(radio, "/api/v1/radio/airtime?bytes=0").status());
    assertEquals(400, get(radio, "/api/v1/radio/airtime?bytes=256").status());
    assertEquals(400, get(radio, "/api/v1/radio/airtime?priority=urgent").status());
    assertEquals(400, get(radio, "/api/v1/radio/airtime?byte=3").status());
    RawResponse without = get(null, "/api/v1/radio");
    assertEquals(404, without.status());
    assertEquals("no-radio", without.code());
  }

  @Test
  void shouldListEveryLinkWithItsReason() throws IOException {
    Json.Arr links = (Json.Arr) get(FakeRadio.up("", NOW), "/api/v1/links").json().get("links");
    assertEquals(2, links.items().size());
    Json.Obj lora = (Json.Obj) links.items().getFirst();
    assertEquals(new Json.Text("receive_only"), lora.get("state"));
    assertTrue(lora.get("why").toString().contains("region"), lora.toString());
    Json.Obj udp = (Json.Obj) links.items().get(1);
    assertEquals(new Json.Text("down"), udp.get("state"));
    assertEquals(JsonWords.number(120), udp.get("frames_in"));
  }
}
