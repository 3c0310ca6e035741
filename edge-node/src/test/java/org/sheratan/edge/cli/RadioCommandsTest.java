package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.FakeRadio;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.SelfTestReport;
import org.sheratan.radio.link.lora.SelfTestReport.Check;
import org.sheratan.radio.link.lora.SelfTestReport.Result;

class RadioCommandsTest {
  private static final SendTime NOW = new SendTime.Immediately();
  private static final String HOUR = "42.5 s used in the last hour, 5 min 17 s left, 18.0 s of it for emergencies only\n";

  @TempDir
  private Path folder;

  private CliRun run(FakeRadio radio, String... arguments) throws IOException {
    try (RunningApi api = new RunningApi(new FakeNode(), HttpSettings.loopback(0),
        Optional.ofNullable(radio))) {
      return CliRun.against(api, folder, arguments);
    }
  }

  @Test
  void shouldShowARadioThatMaySend() throws IOException {
    CliRun run = run(FakeRadio.up("EU868", NOW), "radio", "show");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("RNode 1.86 on Heltec LoRa32 v3"), run.out());
    assertTrue(run.out().contains("869.525 MHz, SF8, 125 kHz, CR 4/5"), run.out());
    assertTrue(run.out().contains(HOUR), run.out());
    assertTrue(run.out().contains("antenna    confirmed"), run.out());
    assertTrue(run.out().contains("noise      -118 dBm"), run.out());
    assertTrue(run.out().contains("2 waiting; 20 frames sent in 17 transmissions"), run.out());
    assertTrue(run.out().contains("radio      restarted 2 times, 5 starts failed"), run.out());
  }

  @Test
  void shouldNotCallAMissingBoardALegalBan() throws IOException {
    CliRun run = run(FakeRadio.down(), "radio", "airtime");
    assertEquals(9, run.exit(), run.out());
    assertTrue(run.out().contains("not now: no radio is ready"), run.out());
    assertFalse(run.out().contains("allowed"), run.out());
  }

  @Test
  void shouldSayThatNothingIsAnnouncedByARadioThatMayOnlyReceive() throws IOException {
    CliRun run = run(FakeRadio.up("", NOW), "announce");
    assertEquals(9, run.exit(), run.out());
    assertTrue(run.out().startsWith("not announced on lora0, which is receive only: "), run.out());
    assertEquals(0, run(FakeRadio.up("EU868", NOW), "announce").exit());
  }

  /** It said "in 17 s" while the hour's airtime was used up. */
  @Test
  void shouldNotPromiseAnAnnounceThatTheAirtimeHolds() throws IOException {
    SendTime full = new SendTime.Later(RunningApi.CLOCK.now().monoMs() + 3_000_000,
        SendTime.Reason.DUTY_CYCLE);
    CliRun run = run(FakeRadio.up("EU868", full), "announce");
    assertEquals(9, run.exit());
    assertTrue(run.out().matches("held on lora0 for .*: the hour's airtime is used up\\R"), run.out());
    assertTrue(run(FakeRadio.up("EU868", full), "link", "list").out().contains("held"));
  }

  @Test
  void shouldTellTheDefaultsInTheHelp() {
    assertTrue(CliRun.of("ping", "--help").out().contains("Default: 1."));
    assertTrue(CliRun.of("range-test", "--help").out().contains("Default: 10m."));
    assertTrue(CliRun.of("dev", "rnode-emulator", "--help").out().contains("Default: rnode."));
  }

  @Test
  void shouldShowInTheStatusThatTheRadioIsDown() throws IOException {
    CliRun down = run(FakeRadio.down(), "status");
    assertEquals(9, down.exit(), down.out());
    assertTrue(down.out().contains("DEGRADED: lora0 is down: no modem on any port; plug the board in"),
        down.out());
    assertTrue(down.err().contains("next: sheratan radio show"), down.err());
    assertTrue(down.out().contains("airtime    lora0: it does not transmit now, see radio show\n"),
        down.out());
    CliRun up = run(FakeRadio.up("EU868", NOW), "status");
    assertEquals(0, up.exit());
    assertTrue(up.out().contains("airtime    lora0: " + HOUR), up.out());
  }

  @Test
  void shouldShowThatTheRadioTestsItself() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    radio.beginSelfTest(false);
    String shown = run(radio, "radio", "show").out();
    assertTrue(shown.contains("trial      by the selftest, for another "), shown);
  }

  @Test
  void shouldSayWhyARadioOnlyReceives() throws IOException {
    CliRun run = run(FakeRadio.up("", NOW), "radio", "show");
    assertEquals(8, run.exit());
    assertTrue(run.out().contains("RECEIVE ONLY"), run.out());
    assertTrue(run.out().contains("sheratan region set NAME"), run.out());
    assertTrue(run.out().contains("not confirmed"), run.out());
  }

  @Test
  void shouldSayWhyARadioIsDownOrAbsent() throws IOException {
    CliRun down = run(FakeRadio.down(), "radio", "show");
    assertEquals(9, down.exit());
    assertTrue(down.out().contains("no modem on any port; plug the board in"), down.out());
    CliRun none = run(null, "radio", "show");
    assertEquals(4, none.exit());
    assertTrue(none.err().contains("set [radio] board"), none.err());
  }

  @Test
  void shouldTellWhenBytesMayBeSent() throws IOException {
    CliRun now = run(FakeRadio.up("EU868", NOW), "radio", "airtime", "--priority", "high");
    assertEquals("40 bytes, high, 154 ms on the air\nmay be sent now\n" + HOUR, now.out());
    SendTime later = new SendTime.Later(Long.MAX_VALUE / 2, SendTime.Reason.DUTY_CYCLE);
    CliRun wait = run(FakeRadio.up("EU868", later), "radio", "airtime");
    assertTrue(wait.out().contains("the hour's airtime is used up"), wait.out());
    CliRun never = run(FakeRadio.down(), "radio", "airtime");
    assertEquals(9, never.exit());
    assertTrue(never.out().contains("not now: no radio is ready"), never.out());
  }

  @Test
  void shouldSayEverywhereThatTheAirtimeRecordIsNotWell() throws IOException {
    SendTime later = new SendTime.Later(Long.MAX_VALUE / 2, SendTime.Reason.RECORD);
    FakeRadio radio = FakeRadio.up("EU868", later).troubled("the airtime record cannot be read: damaged");
    CliRun wait = run(radio, "radio", "airtime");
    assertTrue(wait.out().contains(": what the hour had is not known\n"), wait.out());
    assertTrue(wait.out().contains("\nthe airtime record cannot be read: damaged\n"), wait.out());
    CliRun show = run(radio, "radio", "show");
    assertTrue(show.out().contains("           the airtime record cannot be read: damaged"), show.out());
    CliRun status = run(radio, "status");
    assertEquals(9, status.exit());
    assertTrue(
        status.out().contains("DEGRADED: lora0 may not send: the airtime record cannot be read: damaged"),
        status.out());
    for (String command : new String[]{"show", "airtime"}) {
      CliRun json = run(radio, "--json", "radio", command);
      assertTrue(json.out().contains("\"airtime_trouble\": \"the airtime record cannot be read: damaged\""),
          json.out());
    }
  }

  @Test
  void shouldSampleTheNoise() throws IOException {
    CliRun run = run(FakeRadio.up("EU868", NOW), "radio", "noise", "--for", "1s");
    assertTrue(run.out().contains("1 samples: min/avg/max -118/-118.0/-118 dBm"), run.out());
    assertEquals(9, run(FakeRadio.down(), "radio", "noise", "--for", "1s").exit());
  }

  @Test
  void shouldListRegionsWithoutANode() {
    CliRun all = CliRun.of("region", "list");
    assertEquals(0, all.exit(), all.err());
    assertTrue(all.out().contains("unconfirmed"), all.out());
    CliRun one = CliRun.of("region", "list", "eu868");
    assertTrue(one.out().contains("source     869.4"), one.out());
    assertFalse(one.out().contains("US915"), one.out());
    CliRun none = CliRun.of("region", "list", "XX999");
    assertEquals(4, none.exit());
    assertTrue(none.err().contains("EU868"), none.err());
  }

  @Test
  void shouldSetTheRegionAndKeepTheComments() throws IOException {
    assertEquals(0, CliRun.of("init", "--data-dir", folder.toString(), "--name", "a").exit());
    Path file = folder.resolve("sheratan.toml");
    Files.writeString(file, Files.readString(file) + "\n[radio] # mine\nboard = \"modem\" # heltec\n");
    CliRun run = CliRun.of("region", "set", "eu868", "--data-dir", folder.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("region EU868 instead of none"), run.out());
    assertTrue(run.out().contains("may transmit in 869.4"), run.out());
    String text = Files.readString(file);
    assertTrue(text.contains("[radio] # mine\nregion = \"EU868\"\nboard = \"modem\" # heltec\n"), text);
    CliRun uk = CliRun.of("region", "set", "UK868", "--data-dir", folder.toString(), "--json");
    assertEquals(new Json.Bool(false), uk.json().get("may_transmit"));
    assertEquals(new Json.Text("EU868"), uk.json().get("before"));
    assertEquals(4, CliRun.of("region", "set", "MARS", "--data-dir", folder.toString()).exit());
    assertTrue(Files.readString(file).contains("region = \"UK868\""));
  }

  @Test
  void shouldFollowOtherSettingsAndShowForHowLong() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    CliRun set = run(radio, "radio", "set", "--for", "10m", "--sf", "9", "--power", "10");
    assertEquals(0, set.exit(), set.err());
    assertTrue(set.out().contains("869.525 MHz, SF9, 125 kHz, CR 4/5, preamble 8, 10 dBm, as the board"),
        set.out());
    String shown = run(radio, "radio", "show").out();
    assertTrue(
        shown.matches(
            "(?s).*\\ntrial      by the operator, for another 9 min [0-9]+ s, then 869.525 MHz, SF8.*"),
        shown);
    CliRun back = run(radio, "radio", "set", "--revert");
    assertEquals(0, back.exit(), back.err());
    assertFalse(back.out().contains("trial"), back.out());
    CliRun forbidden = run(radio, "radio", "set", "--for", "10m", "--power", "33");
    assertEquals(8, forbidden.exit());
    assertTrue(forbidden.err().contains("Try: set the power to"), forbidden.err());
    CliRun refused = run(FakeRadio.up("EU868", NOW).refusing(RadioFault.SETTINGS_REFUSED, "confirmed 8"),
        "radio",
        "set", "--for", "1m", "--sf", "12");
    assertEquals(6, refused.exit());
    assertEquals(2, run(radio, "radio", "set", "--for", "10m").exit());
    assertEquals(2, run(radio, "radio", "set", "--sf", "9").exit());
    assertEquals(2, run(radio, "radio", "set", "--revert", "--sf", "9").exit());
  }

  @Test
  void shouldPrintEachCheckOfTheSelfTest() throws IOException {
    SelfTestReport fine = new SelfTestReport(List.of(new Check("handshake", Result.PASS, "RNode 1.86")));
    CliRun good = run(FakeRadio.up("EU868", NOW).finding(fine), "radio", "selftest", "--transmit");
    assertEquals(0, good.exit(), good.err());
    assertTrue(good.out().endsWith("handshake  PASS    RNode 1.86\n"), good.out());
    SelfTestReport absent = new SelfTestReport(List.of(new Check("handshake", Result.FAIL, "no modem"),
        new Check("settings", Result.SKIPPED, "no radio is ready")));
    CliRun bad = run(FakeRadio.down().finding(absent), "radio", "selftest");
    assertEquals(9, bad.exit());
    assertTrue(bad.out().contains("FAIL") && bad.out().contains("SKIPPED"), bad.out());
  }

  /** Whoever reverts ends what is on when they look, and nobody's test. */
  @Test
  void shouldRevertOnlyATrialOfAnOperator() throws IOException {
    FakeRadio radio = FakeRadio.up("EU868", NOW);
    assertEquals(0, run(radio, "radio", "set", "--revert").exit(), "there is nothing to end");
    radio.beginSelfTest(false);
    CliRun refused = run(radio, "radio", "set", "--revert");
    assertEquals(6, refused.exit());
    assertTrue(refused.err().contains("testing itself"), refused.err());
    assertTrue(radio.trial().isPresent());
  }
}
