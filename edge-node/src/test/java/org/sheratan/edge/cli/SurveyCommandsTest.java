package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;

class SurveyCommandsTest extends AgainstNode {
  @Test
  void shouldListNeighborsWithDashesForTheUnmeasured() throws IOException {
    CliRun run = run("neighbor", "list");
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(1).contains("-97 dBm"), run.out());
    assertTrue(lines.get(1).contains("93.0 %"), run.out());
    assertTrue(lines.get(1).endsWith("12       7        3     proven, throttled, passed by"), run.out());
    assertTrue(lines.get(2).matches(".*udp +1\\.0 s +- +- +- +- +- +0 +0 +0 +announces only"), run.out());
    assertTrue(lines.get(3).endsWith("0        0        0     blocked"), run.out());
    assertEquals(3, ((Json.Arr) run("neighbor", "list", "--json").json()
        .get("neighbors")).items().size());
  }

  @Test
  void shouldListRoutesAndLinks() throws IOException {
    CliRun routes = run("route", "list");
    assertTrue(routes.out().contains("node-c3  *  node-b2  2     2.066"), routes.out());
    assertTrue(routes.out().contains("2.5 s ago  reachable"), routes.out());
    CliRun links = run("link", "list");
    assertEquals(9, links.exit(), "udp is down");
    assertTrue(links.out().contains("1.5 kbit/s"), links.out());
    assertTrue(links.out().contains("17.0 s"), links.out());
  }

  @Test
  void shouldSayWhenItAnnounces() throws IOException {
    CliRun run = run("announce");
    assertEquals(0, run.exit(), run.err());
    assertEquals("announced on lora0 in 17.0 s\n", run.out());
  }

  @Test
  void shouldShowTheSilentHopAsUnknown() throws IOException {
    CliRun run = run("traceroute", "node-c3");
    assertEquals(7, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.get(1).matches("1 +node-b2 +0\\.64 s +0\\.5 s ago +-101 dBm -3\\.5 dB +-99 dBm .*1 hop"),
        run.out());
    assertTrue(lines.get(2).matches("2 +node-c3 +unknown: silent +4\\.5 s ago +- +- +-"), run.out());
    assertTrue(lines.get(3).startsWith("node-c3 did not answer"), run.out());
  }

  @Test
  void shouldWriteTheRangeTestAsItGoes() throws IOException {
    Path csv = folder.resolve("walk.csv");
    CliRun run = run("range-test", "node-b2", "--count", "3", "--every", "1ms",
        "--csv",
        csv.toString());
    assertEquals(0, run.exit(), run.err());
    List<String> lines = Files.readAllLines(csv);
    assertEquals(4, lines.size());
    assertEquals("time,number,lost,round_trip_s,rssi_there_dbm,snr_there_db,rssi_back_dbm,snr_back_db",
        lines.getFirst());
    assertTrue(lines.get(3).matches("[0-9T:.Z-]+,3,,0\\.64,-101,-3\\.5,-99,-2\\.[23]"), lines.get(3));
  }

  @Test
  void shouldNotOverwriteAnEarlierWalk() throws IOException {
    String csv = folder.resolve("walk.csv").toString();
    CliRun first = CliRun.against(api, folder, "range-test", "node-b2", "--count", "1", "--csv", csv);
    assertEquals(0, first.exit(), first.err());
    assertEquals(2, first.out().lines().count(), "the lines are shown as they come");
    CliRun again = CliRun.against(api, folder, "range-test", "node-b2", "--count", "1", "--csv", csv);
    assertEquals(6, again.exit());
    assertTrue(again.err().contains("is there already. Try: another --csv, or --append"), again.err());
    assertEquals(2, Files.readAllLines(Path.of(csv)).size());
    CliRun more = CliRun.against(api, folder, "range-test", "node-b2", "--count", "1", "--csv", csv,
        "--append");
    assertEquals(0, more.exit(), more.err());
    assertEquals(3, Files.readAllLines(Path.of(csv)).size(), "one heading");
  }

  @Test
  void shouldMarkLostProbes() throws IOException {
    node.answering(command -> command instanceof Command.Probe
        ? Optional.of(new Answer.Refused(Answer.Reason.TIMEOUT, "no answer", ""))
        : Optional.empty());
    CliRun run = run("range-test", "node-b2", "--count", "2", "--every", "1ms");
    assertEquals(7, run.exit());
    assertTrue(run.out().lines().toList().get(1).endsWith(",1,lost,,,,,"), run.out());
    assertTrue(run.err().contains("2 sent, 0 answered, 2 lost"), run.err());
  }

  @Test
  void shouldOpenTheFarEnd() throws IOException {
    CliRun run = run("range-test", "--echo", "--for", "1h");
    assertEquals(0, run.exit(), run.err());
    assertEquals(new Command.Echo(3_600_000), node.asked(Command.Echo.class));
    assertEquals(2, run("range-test").exit());
    assertEquals(2, run("range-test", "node-b2", "--echo").exit());
  }

  @Test
  void shouldDecodePacketsWithoutANode() {
    CliRun run = CliRun.of("packet", "decode", "48:52 a1b2 0007 0102030405060708");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("destination hint  a1b2"), run.out());
    assertTrue(run.out().contains("\nlifetime          63 s\n"), run.out());
    String roll = CliRun.of("packet", "decode", "08f53c00020000010000ffff5c8ab1f53c90136edda6").out();
    assertTrue(roll
        .contains("\nentries           hint 5c8a, hops 1, mark 11\nentries           hint f53c, hops 0, mark"
            + " 9\n"),
        roll);
    CliRun cut = CliRun.of("packet", "decode", "4852", "--json");
    assertEquals(4, cut.exit());
    assertEquals(new Json.Text("malformed"), cut.json().get("type"));
    assertEquals(2, CliRun.of("packet", "decode", "xyz").exit());
  }
}
