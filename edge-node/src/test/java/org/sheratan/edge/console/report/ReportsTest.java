package org.sheratan.edge.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

class ReportsTest {
  private static final List<String> NONE = List.of();
  private final FakeFacts fake = new FakeFacts();

  private List<String> lines(Report report, String... arguments) throws CommandFailure {
    return report.lines(fake.facts(), List.of(arguments));
  }

  @Test
  void shouldShowARadioThatIsUp() throws CommandFailure {
    fake.answers.put("/api/v1/radio",
        """
            {"state":"up","board":"RNode","transmitter_id":"usb-1","region":"EU868","may_transmit":true,"noise_dbm":-117,
             "antenna_confirmed":true,"counters":{"received":12,"garbled":1,"transmitted":7},
             "verified":{"frequency_hz":869525000,"spreading_factor":8,"bandwidth_hz":62500,"coding_rate":5,"power_dbm":14}}""");
    assertEquals(List.of("state      up", "board      RNode (usb-1)",
        "settings   869.525 MHz, SF8, 62.5 kHz, CR 4/5, 14 dBm, as the board confirmed", "region     EU868",
        "antenna    confirmed", "noise      -117 dBm", "heard      12 transmissions, 1 garbled; sent 7"),
        lines(RadioReport::radio));
  }

  @Test
  void shouldShowWhyARadioIsDown() throws CommandFailure {
    fake.answers.put("/api/v1/radio",
        """
            {"state":"down","why":"no device","advice":"plug it in","region":null,"may_transmit":false,"noise_dbm":null,
             "counters":{"received":0,"garbled":0,"transmitted":0},
             "planned":{"frequency_hz":869525000,"spreading_factor":8,"bandwidth_hz":125000,"coding_rate":5,"power_dbm":14}}""");
    assertEquals(List.of("state      down: no device", "next       plug it in",
        "settings   869.525 MHz, SF8, 125 kHz, CR 4/5, 14 dBm, planned", "region     not set: receives only",
        "antenna    not confirmed: lowest power only", "noise      unknown: not measured",
        "heard      0 transmissions, 0 garbled; sent 0"), lines(RadioReport::radio));
  }

  @Test
  void shouldSayWhenMayBeSent() throws CommandFailure {
    String when = "{\"bytes\":40,\"when\":\"%s\",\"in_s\":12,\"why\":\"duty_cycle\",\"used_s\":%s,\"left_s\":%s,"
        + "\"breach\":{\"asked\":\"868 MHz\",\"allowed\":\"nothing\",\"advice\":\"set a region\"}}";
    fake.answers.put("/api/v1/radio/airtime", when.formatted("now", "1.5", "358.5"));
    assertEquals(List.of("40 bytes may be sent now", "1.5 s used in the last hour, 5 min 58 s left"),
        lines(RadioReport::airtime));
    fake.answers.put("/api/v1/radio/airtime", when.formatted("later", "360", "null"));
    assertEquals(List.of("40 bytes may be sent in 12.0 s (duty cycle)",
        "6 min 0 s used in the last hour, no limit here"), lines(RadioReport::airtime));
    fake.answers.put("/api/v1/radio/airtime", when.formatted("never", "null", "null"));
    assertEquals(List.of("40 bytes may be sent not at all: 868 MHz is not allowed (nothing); set a region"),
        lines(RadioReport::airtime));
  }

  @Test
  void shouldNotPretendANoiseFloor() throws CommandFailure {
    fake.answers.put("/api/v1/radio/noise", "{\"noise_dbm\":null}");
    assertEquals(List.of("unknown: not measured"), lines(RadioReport::noise));
    fake.answers.put("/api/v1/radio/noise", "{\"noise_dbm\":-120}");
    assertEquals(List.of("-120 dBm"), lines(RadioReport::noise));
  }

  @Test
  void shouldTestTheMachineWhereThereIsNoRadio() throws CommandFailure {
    List<String> lines = lines(RadioReport::selfTest);
    assertTrue(lines.getFirst().startsWith(" [ OK ] storage"));
    assertEquals("radio: none to test", lines.getLast());
  }

  @Test
  void shouldTestTheRadioWithoutSending() throws CommandFailure {
    fake.answers.put("/api/v1/radio/selftest", """
        {"passed":false,"checks":[{"check":"board","result":"passed","why":"answers"},
          {"check":"antenna","result":"failed","why":"not confirmed"}]}""");
    List<String> lines = lines(RadioReport::selfTest);
    assertTrue(lines
        .containsAll(List.of("board           PASSED   answers", "antenna         FAILED   not confirmed",
            "radio: failed")),
        lines.toString());
    assertEquals(List.of("{\"transmit\":false}"), fake.bodies);
    fake.failure = Optional.of(new CommandFailure(ExitStatus.CONFLICT, "a trial is on", ""));
    assertThrows(CommandFailure.class, () -> lines(RadioReport::selfTest));
  }

  @Test
  void shouldShowNeighborsWithinARow() throws CommandFailure {
    fake.answers.put("/api/v1/neighbors", "{\"neighbors\":[]}");
    assertEquals(List.of("nobody is heard directly"), lines(NeighborReport::lines));
    fake.answers.put("/api/v1/neighbors",
        """
            {"neighbors":[{"name":"a-name-of-twenty-four-ch","link":"lora0","seen_s":4000,"rssi_dbm":-117,"snr_db":-12.5,
              "heard_percent":100,"state":"one_way"}]}""");
    List<String> lines = lines(NeighborReport::lines);
    assertTrue(lines.getLast().endsWith("1 h 6 min  -117 dBm  -12.5 dB  100 %  one way"), lines.toString());
    assertTrue(lines.stream().allMatch(line -> line.length() < 80), lines.toString());
  }

  @Test
  void shouldSayWhatIsDegraded() throws CommandFailure {
    fake.answers.put("/api/v1/status",
        """
            {"accepting":true,"peers":1,"jobs_queued":2,"jobs_held":1,"jobs_running":0,"jobs_completed":3,"uptime_s":59.5,"epoch":4,
             "degraded":{"why":"lora0 is down"},"notice":"another life of this node"}""");
    assertTrue(lines(StatusReport::status).containsAll(List.of("degraded   lora0 is down",
        "notice     another life of this node", "uptime     59.5 s, start number 4")));
    fake.failure = Optional.of(new CommandFailure(ExitStatus.TIMEOUT, "silent", ""));
    assertTrue(lines(StatusReport::status).contains(" [FAIL] node           silent"));
  }

  @Test
  void shouldSayThatThereIsNoNetwork() throws CommandFailure {
    fake.web = Optional.empty();
    assertEquals(List.of("no address: no network"), lines(StatusReport::addresses));
    fake.addresses = List.of("eth0 10.0.0.7");
    assertEquals(List.of("eth0 10.0.0.7"), lines(StatusReport::addresses));
  }

  @Test
  void shouldCountWhatDoesNotComeBack() throws CommandFailure {
    fake.answers.put("/api/v1/ping", "{\"rtt_s\":0.2}");
    assertEquals(List.of("back after 0.2 s", "1 sent, 1 came back"), lines(TravelReport::ping, "b"));
    assertEquals(List.of("{\"node\":\"b\",\"timeout_s\":10}"), fake.bodies);
    fake.failure = Optional.of(new CommandFailure(ExitStatus.TIMEOUT, "silent", ""));
    assertEquals(List.of("3 sent, 0 came back"), lines(TravelReport::ping, "b", "3"));
    fake.failure = Optional.of(new CommandFailure(ExitStatus.NOT_FOUND, "nobody is called b", "net"));
    assertThrows(CommandFailure.class, () -> lines(TravelReport::ping, "b", "3"));
  }

  @Test
  void shouldRefuseCountsThatAreNone() {
    for (String count : List.of("0", "-1", "101", "1e3", "x", "9999999999")) {
      CommandFailure refused = assertThrows(CommandFailure.class, () -> lines(TravelReport::ping, "b", count),
          count);
      assertEquals(ExitStatus.USAGE, refused.exit());
    }
    assertThrows(CommandFailure.class, () -> TravelReport.trace(fake.facts(), NONE));
    assertThrows(CommandFailure.class, () -> TravelReport.ping(fake.facts(), List.of("")));
  }

  @Test
  void shouldSayWhatAChangeOfRegionMeans() throws CommandFailure {
    fake.answers.put("/api/v1/region", """
        {"region":"US915","before":"EU868","may_transmit":false,"why":"these settings only receive: no"}""");
    assertEquals(List.of("region US915 instead of EU868", "these settings only receive: no"),
        lines(RegionReport::set, "us915"));
    assertEquals(List.of("{\"region\":\"US915\"}"), fake.bodies);
  }
}
