package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.lora.RadioFault;

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

  /** Each check with its result and reason. */
  private static TreeMap<String, String> selfTest(FakeRadio radio, boolean transmit) throws IOException {
    Json.Obj answer = post(radio, "/api/v1/radio/selftest", "{\"transmit\":" + transmit + "}").json();
    TreeMap<String, String> checks = new TreeMap<>();
    for (Json check : ((Json.Arr) answer.get("checks")).items()) {
      Json.Obj one = (Json.Obj) check;
      checks.put(((Json.Text) one.get("check")).value(),
          ((Json.Text) one.get("result")).value() + ": " + ((Json.Text) one.get("why")).value());
    }
    assertEquals(new Json.Bool(checks.values().stream().noneMatch(each -> each.startsWith("fail"))),
        answer.get("passed"));
    assertTrue(radio.trial().isEmpty(), "the planned settings hold again");
    return checks;
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
    Json.Obj back = post(radio, "/api/v1/radio/revert", "{}").json();
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
  }

  @Test
  void shouldTestTheRadioAndSendOnlyWhenAsked() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    TreeMap<String, String> quiet = selfTest(radio, false);
    assertEquals(17, radio.counters().transmitted());
    assertEquals("pass: RNode 1.86 on Heltec LoRa32 v3", quiet.get("handshake"));
    assertEquals("pass: confirmed as asked: SF8, 125000 Hz, CR 4/5 at 869525000 Hz, 2 dBm",
        quiet.get("settings"));
    assertEquals("pass: -118 dBm", quiet.get("noise"));
    assertTrue(quiet.get("law").startsWith("pass: may transmit in 869.4"), quiet.get("law"));
    assertEquals("pass: confirmed by the operator", quiet.get("antenna"));
    assertEquals("skipped: not asked for: --transmit", quiet.get("transmit"));
    TreeMap<String, String> loud = selfTest(radio.hearing(-50), true);
    assertEquals(18, radio.counters().transmitted());
    assertTrue(loud.get("noise").startsWith("fail: -50 dBm: a strong transmitter"), loud.get("noise"));
    assertTrue(loud.get("transmit").startsWith("pass: 4 bytes at 2 dBm"), loud.get("transmit"));
  }

  @Test
  void shouldSkipWhatDependsOnAFailedCheck() throws IOException {
    TreeMap<String, String> absent = selfTest(
        FakeRadio.down().refusing(RadioFault.ABSENT, "no modem on any port"), true);
    assertTrue(absent.get("handshake").startsWith("fail: no modem on any port; plug"), absent.toString());
    assertEquals("skipped: no radio is ready", absent.get("settings"));
    assertEquals("skipped: no radio is ready", absent.get("noise"));
    assertEquals("skipped: no radio is ready", absent.get("transmit"));
    TreeMap<String, String> refused = selfTest(
        FakeRadio.up("EU868", NOW).refusing(RadioFault.WRONG_BAND, "made for 433 MHz"), false);
    assertEquals("pass: the radio answers", refused.get("handshake"));
    assertTrue(refused.get("settings").startsWith("fail: made for 433 MHz"), refused.toString());
    TreeMap<String, String> lawless = selfTest(FakeRadio.up("", NOW), true);
    assertTrue(lawless.get("law").startsWith("fail: to transmit without a region"), lawless.toString());
    assertTrue(lawless.get("antenna").startsWith("fail: not confirmed"), lawless.toString());
    assertEquals("skipped: the law forbids it", lawless.get("transmit"));
  }

  @Test
  void shouldTestNothingDuringATrial() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    trial(radio, "{\"for_s\":600,\"spreading_factor\":9}");
    RawResponse refused = post(radio, "/api/v1/radio/selftest", "{}");
    assertEquals(409, refused.status());
    assertTrue(refused.json().get("fix").toString().contains("--revert"), refused.toString());
  }
}
