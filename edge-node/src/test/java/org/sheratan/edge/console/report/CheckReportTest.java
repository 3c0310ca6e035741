package org.sheratan.edge.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

class CheckReportTest {
  private final FakeFacts fake = new FakeFacts();

  private String line(String part) {
    List<String> lines = CheckReport.lines(fake.facts());
    return lines.stream().filter(line -> line.contains("] " + part)).findFirst()
        .orElseThrow(() -> new AssertionError(part + " is not in " + lines));
  }

  @Test
  void shouldSayWhatStorageHas() {
    assertEquals(" [ OK ] storage        /data 10.0 GiB free", line("storage"));
    fake.free = OptionalLong.of(63L << 20);
    assertEquals(" [WARN] storage        /data 63 MiB free", line("storage"));
    fake.free = OptionalLong.empty();
    assertEquals(" [ OK ] storage        /data", line("storage"));
    fake.answers.put("/api/v1/status", "{\"accepting\":false,\"problem\":\"the journal cannot be written\"}");
    assertEquals(" [FAIL] storage        the journal cannot be written", line("storage"));
  }

  @Test
  void shouldSayHowTheClockWasSet() {
    fake.clock("\"quality\":\"ntp\",\"machine_wrong\":false");
    assertEquals(" [ OK ] clock          set by NTP", line("clock"));
    fake.clock("\"quality\":\"gps\",\"machine_wrong\":true");
    assertEquals(" [ OK ] clock          told by GPS, this machine's own is wrong", line("clock"));
    fake.clock("\"quality\":\"peer\",\"machine_wrong\":false,\"tellers\":1");
    assertEquals(" [ OK ] clock          told by 1 other node", line("clock"));
    fake.clock("\"quality\":\"none\",\"machine_wrong\":false");
    assertEquals(" [WAIT] clock          no NTP/GPS/RTC: using logical time", line("clock"));
    fake.clock("\"quality\":\"none\",\"machine_wrong\":true,\"not_before\":\"2026-11-21T22:15:00Z\"");
    assertEquals(" [WARN] clock          wrong: it is 2026-11-21T22:15:00Z or later", line("clock"));
  }

  @Test
  void shouldNameWhatWorksInsteadOfAMissingRadio() {
    assertEquals(" [WARN] radio          none found — UDP active", line("radio"));
    fake.answers.put("/api/v1/links", "{\"links\":[{\"name\":\"udp\",\"state\":\"down\"}]}");
    assertEquals(" [WARN] radio          none found — no link is up", line("radio"));
    fake.answers.put("/api/v1/radio",
        "{\"state\":\"down\",\"why\":\"/dev/ttyUSB0 does not exist\",\"advice\":\"plug it in\"}");
    assertEquals(" [WARN] radio          down: /dev/ttyUSB0 does not exist → plug it in — no link is up",
        line("radio"));
    fake.answers.put("/api/v1/radio", "{\"state\":\"starting\"}");
    assertEquals(" [WAIT] radio          starting", line("radio"));
  }

  @Test
  void shouldSayWhyNothingIsTransmitted() {
    String up = "{\"state\":\"up\",\"board\":\"RNode\",\"noise_dbm\":null,\"region\":%s,\"may_transmit\":%s,\"law\":%s}";
    fake.answers.put("/api/v1/radio", up.formatted("null", "false", "{}"));
    assertEquals(" [ OK ] radio          RNode, noise floor not measured yet", line("radio"));
    assertEquals(" [HELD] transmit       region not set → 'region set EU868'", line("transmit"));
    fake.answers.put("/api/v1/radio",
        up.formatted("\"EU868\"", "false", "{\"asked\":\"27 dBm\",\"allowed\":\"14 dBm\"}"));
    assertEquals(" [HELD] transmit       27 dBm is not allowed in EU868 (14 dBm)", line("transmit"));
    fake.answers.put("/api/v1/radio", up.formatted("\"EU868\"", "true", "{\"highest_power_dbm\":14}"));
    assertEquals(" [ OK ] transmit       EU868, up to 14 dBm", line("transmit"));
  }

  @Test
  void shouldShowHowOtherMachinesComeInAndWhatTheyCompare() {
    fake.answers.put("/api/v1/status", "{\"accepting\":true,\"lan\":{\"state\":\"held\","
        + "\"why\":\"no password has been set yet\",\"fix\":\"login at the console\"}}");
    assertEquals(" [HELD] lan            no password has been set yet → login at the console", line("lan"));
    fake.answers.put("/api/v1/status", "{\"accepting\":true,\"lan\":{\"state\":\"listening\","
        + "\"address\":\"https://alpha.local:8443\",\"fingerprint\":\"" + "0A:".repeat(31) + "FF\"}}");
    assertEquals(" [ OK ] lan            https://alpha.local:8443", line("lan"));
    List<String> lines = CheckReport.lines(fake.facts());
    assertEquals(
        List.of(" [ OK ] SHA-256        " + "0A:".repeat(16),
            " [ OK ] SHA-256        " + "0A:".repeat(15) + "FF"),
        lines.subList(lines.size() - 2, lines.size()));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80));
  }

  @Test
  void shouldTellASilentNodeFromOneThatIsStarting() {
    fake.failure = Optional.of(new CommandFailure(ExitStatus.TIMEOUT, "the node did not answer", "reboot"));
    assertEquals(" [FAIL] node           the node did not answer → reboot", line("node"));
    assertEquals(" [ OK ] web            http://127.0.0.1:8081", line("web"));
    fake.isStarting = true;
    assertEquals(List.of(" [WAIT] node           starting"), CheckReport.lines(fake.facts()));
  }

  @Test
  void shouldSayThatThisIsSafeMode() {
    fake.safe = true;
    assertTrue(line("safe mode").startsWith(" [HELD] safe mode      no radio, no links, no jobs"));
  }

  @Test
  void shouldSayThatTheApiDoesNotListen() {
    fake.web = Optional.empty();
    assertEquals(" [WARN] web            not listening", line("web"));
  }

  /** Whoever sits at a cable can do nothing with an address of the node's own. */
  @Test
  void shouldSayHowToLetOtherMachinesIn() {
    fake.answers.put("/api/v1/status", "{\"accepting\":true,\"lan\":{\"state\":\"off\"}}");
    assertEquals(" [HELD] lan            off: the page is for this machine only → 'net lan on'", line("lan"));
  }
}
