package org.sheratan.edge.http.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RawResponse;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.SelfTestReport;
import org.sheratan.radio.link.lora.SelfTestReport.Check;
import org.sheratan.radio.link.lora.SelfTestReport.Result;

/** Other settings for a while, and the radio's test of itself. */
class TrialPathsTest {
  private static final SendTime NOW = new SendTime.Immediately();

  private static RawResponse post(FakeRadio radio, String path, String body) throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode(), HttpSettings.loopback(0),
        Optional.ofNullable(radio))) {
      return api.post(path, body);
    }
  }

  private static RawResponse trial(FakeRadio radio, String body) throws IOException {
    return post(radio, "/api/v1/radio/trial", body);
  }

  @Test
  void shouldFollowOtherSettingsForAWhile() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    Json.Obj answer = trial(radio, "{\"for_s\":600,\"spreading_factor\":9,\"power_dbm\":10}").json();
    Json.Obj trial = (Json.Obj) answer.get("trial");
    assertEquals(JsonWords.number(9), trial.get("spreading_factor"));
    assertEquals(JsonWords.number(125_000), trial.get("bandwidth_hz"), "as planned");
    assertEquals(JsonWords.number(8), ((Json.Obj) answer.get("planned")).get("spreading_factor"));
    assertEquals(JsonWords.number(9), ((Json.Obj) answer.get("verified")).get("spreading_factor"));
    assertEquals(new Json.Text("operator"), trial.get("by"));
    assertEquals(409, post(radio, "/api/v1/radio/revert", "{\"id\":\"00000001\"}").status(), "another's");
    assertTrue(radio.trial().isPresent());
    Json.Obj back = post(radio, "/api/v1/radio/revert",
        "{\"id\":\"" + ((Json.Text) trial.get("id")).value() + "\"}").json();
    assertEquals(new Json.Null(), back.get("trial"));
    assertEquals(JsonWords.number(8), ((Json.Obj) back.get("verified")).get("spreading_factor"));
  }

  @Test
  void shouldRefuseWhatTheRegionForbidsWithTheWayOut() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    RawResponse power = trial(radio, "{\"for_s\":600,\"power_dbm\":33}");
    assertEquals(422, power.status());
    assertEquals("region", power.code());
    assertTrue(power.json().get("detail").toString().contains("33 dBm conducted"), power.toString());
    assertTrue(power.json().get("fix").toString().contains("set the power to"), power.toString());
    assertEquals("region", trial(radio, "{\"for_s\":600,\"frequency_hz\":915000000}").code());
    assertEquals("region", trial(radio, "{\"for_s\":600,\"bandwidth_hz\":500000}").code());
    assertEquals("region", trial(FakeRadio.up("", NOW), "{\"for_s\":600,\"spreading_factor\":9}").code());
    assertTrue(radio.trial().isEmpty());
  }

  @Test
  void shouldRefuseWhatTheBoardDoesNotTake() throws IOException {
    RawResponse refused = trial(
        FakeRadio.up("EU868", NOW).refusing(RadioFault.SETTINGS_REFUSED, "asked for 12, confirmed 8"),
        "{\"for_s\":60,\"spreading_factor\":12}");
    assertEquals(409, refused.status());
    assertEquals("settings-refused", refused.code());
    assertTrue(refused.json().get("detail").toString().contains("asked for 12, confirmed 8"));
  }

  @Test
  void shouldRefuseOddRequests() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    assertEquals(400, trial(radio, "{\"spreading_factor\":9}").status());
    assertEquals(400, trial(radio, "{\"for_s\":86401,\"spreading_factor\":9}").status());
    assertEquals(400, trial(radio, "{\"for_s\":60,\"spreading_factor\":13}").status());
    assertEquals(400, trial(radio, "{\"for_s\":60,\"sf\":9}").status());
    assertEquals("no-radio", trial(null, "{\"for_s\":60,\"spreading_factor\":9}").code());
    assertEquals("no-radio", post(null, "/api/v1/radio/selftest", "{}").code());
    assertEquals(400, post(radio, "/api/v1/radio/revert", "{}").status());
    assertEquals(400, post(radio, "/api/v1/radio/revert", "{\"id\":\"mine\"}").status());
  }

  @Test
  void shouldTellWhatTheRadioFoundInItself() throws IOException {
    SelfTestReport report = new SelfTestReport(
        List.of(new Check("handshake", Result.PASS, "RNode 1.86"), new Check("noise", Result.SKIPPED, "none"),
            new Check("antenna", Result.FAIL, "not confirmed")));
    FakeRadio radio = FakeRadio.up("EU868", NOW).finding(report);
    assertEquals(
        "{\"checks\":[{\"check\":\"handshake\",\"result\":\"pass\",\"why\":\"RNode 1.86\"},"
            + "{\"check\":\"noise\",\"result\":\"skipped\",\"why\":\"none\"},"
            + "{\"check\":\"antenna\",\"result\":\"fail\",\"why\":\"not confirmed\"}],\"passed\":false}",
        CanonicalJson.text(post(radio, "/api/v1/radio/selftest", "{\"transmit\":true}").json()));
    assertTrue(radio.trial().isEmpty());
  }

  @Test
  void shouldRefuseASecondTrialAndSayWhoseTheFirstIs() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    trial(radio, "{\"for_s\":600,\"spreading_factor\":9}");
    for (RawResponse refused : List.of(post(radio, "/api/v1/radio/selftest", "{}"),
        trial(radio, "{\"for_s\":60,\"spreading_factor\":10}"))) {
      assertEquals(409, refused.status());
      assertTrue(refused.json().get("fix").toString().contains("--revert"), refused.toString());
    }
    FakeRadio testing = FakeRadio.up("EU868", NOW);
    testing.beginSelfTest(false);
    RawResponse refused = trial(testing, "{\"for_s\":60,\"spreading_factor\":10}");
    assertTrue(refused.json().get("detail").toString().contains("testing itself"), refused.toString());
    Json.Obj shown = (Json.Obj) RadioJson.radio(testing, 0).get("trial");
    assertEquals(new Json.Null(), shown.get("id"), "nobody can end it");
    assertEquals(new Json.Text("selftest"), shown.get("by"));
  }
}
