package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.daemon.Log;

/** What somebody who has signed in does beside a mast. */
class FieldWorkTest {
  private final ConsoleBench bench = new ConsoleBench();

  @BeforeEach
  void open() {
    bench.open();
    bench.signIn();
  }

  private List<String> rows() {
    return bench.terminal.rows();
  }

  @Test
  void shouldPing() {
    bench.answers.put("/api/v1/ping", "{\"node\":\"node-b\",\"rtt_s\":0.41,\"hops\":1}");
    assertEquals(List.of("back after 0.4 s", "back after 0.4 s", "2 sent, 2 came back"),
        bench.run("ping node-b 2"));
    assertEquals(List.of("error: name a node", "try: net"), bench.run("ping"));
    assertEquals(List.of("error: how often is a number from 1 to 100", "try: ping NODE 3"),
        bench.run("ping node-b 101"));
  }

  @Test
  void shouldTraceTheWay() {
    bench.answers.put("/api/v1/traceroute", """
        {"node":"node-c","reached":true,"hops":[
          {"name":"node-b","answered":true,"rtt_s":0.3,"there_rssi_dbm":-80,"there_snr_db":7},
          {"name":"node-c","answered":false}]}""");
    assertEquals(List.of("HOP  NODE    ANSWER           SIGNAL THERE  SIGNAL BACK",
        "1    node-b  0.3 s            -80 dBm 7 dB  -", "2    node-c  unknown: silent  -             -",
        "node-c answered"), bench.run("trace node-c"));
  }

  @Test
  void shouldShowLinksAndNodes() {
    bench.answers.put("/api/v1/nodes",
        "{\"nodes\":[{\"name\":\"node-b\",\"state\":\"reachable\",\"hops\":1,\"via\":\"node-b\",\"seen_s\":3}]}");
    assertEquals(List.of("LINK   STATE  WHY", "udp    up     -", "lora0  down   -",
        "NODE    STATE      HOPS  VIA     SEEN", "node-b  reachable  1     node-b  3.0 s"), bench.run("net"));
  }

  @Test
  void shouldTellTheHotspotOnlyToWhoHasSignedIn() {
    String password = " [ OK ] password       83a1-0c5f-9be2-447d";
    assertTrue(bench.run("net hotspot").contains(password));
    bench.run("logout");
    List<String> refused = bench.run("net hotspot");
    assertTrue(refused.getFirst().startsWith("error: "), refused.toString());
  }

  @Test
  void shouldLetOtherMachinesIn() {
    bench.answers.put("/api/v1/lan", "{\"state\":\"listening\",\"address\":\"https://alpha.local:8443\","
        + "\"fingerprint\":\"" + "0A:".repeat(31) + "FF\"}");
    assertEquals(List.of(" [ OK ] lan            https://alpha.local:8443",
        " [ OK ] SHA-256        " + "0A:".repeat(16), " [ OK ] SHA-256        " + "0A:".repeat(15) + "FF"),
        bench.run("net lan on"));
    assertEquals(List.of("other machines are not let in any more"), bench.run("net lan off"));
    assertEquals(List.of("error: say lan on or lan off", "try: net lan on"), bench.run("net lan"));
  }

  @Test
  void shouldSetTheRegion() {
    bench.answers.put("/api/v1/regions",
        "{\"region\":null,\"regions\":[{\"name\":\"EU868\"},{\"name\":\"US915\"}]}");
    bench.answers.put("/api/v1/region",
        "{\"region\":\"EU868\",\"before\":null,\"why\":\"these settings may transmit in g3\"}");
    assertEquals(List.of("region not set", "known: EU868 US915"), bench.run("region set"));
    assertEquals(List.of("region EU868 instead of none", "these settings may transmit in g3"),
        bench.run("region set eu868"));
  }

  @Test
  void shouldWalkWithARangeTestBehindThePrompt() {
    bench.answers.put("/api/v1/probe", """
        {"rtt_s":0.5,"there_rssi_dbm":-90,"there_snr_db":4,"back_rssi_dbm":-92,"back_snr_db":3}""");
    bench.run("range start node-b");
    bench.pass(0);
    assertTrue(rows().contains("range 1: 0.5 s, there -90 dBm 4 dB, back -92 dBm 3 dB"), rows().toString());
    bench.type("upt");
    bench.answers.remove("/api/v1/probe");
    bench.pass(5_000);
    assertTrue(rows().contains("range 2: not sent: this node has no radio"), rows().toString());
    assertEquals("sheratan# upt", bench.terminal.row(), "what is being typed is not disturbed");
    bench.type("\u0015");
    assertEquals(List.of("range to node-b: 1 sent, 1 answered, 0 lost, 1 not sent"), bench.run("range stop"));
    int asked = bench.asked.size();
    bench.pass(60_000);
    assertEquals(asked, bench.asked.size());
    assertEquals(List.of("no range test is on"), bench.run("range stop"));
  }

  /** A program that reads answers must not find lines for people between them. */
  @Test
  void shouldKeepProbesOutOfTheAnswersToMachines() {
    bench.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    bench.run("range start node-b");
    bench.pass(0);
    bench.type("AT\r");
    bench.pass(5_000);
    assertTrue(rows().contains("OK"), rows().toString());
    assertTrue(rows().stream().noneMatch(row -> row.contains("range 2")), rows().toString());
    bench.type("range stop\r");
    assertTrue(rows().contains("range to node-b: 2 sent, 2 answered, 0 lost"), rows().toString());
  }

  @Test
  void shouldBeTheFarEnd() {
    bench.answers.put("/api/v1/echo", "{}");
    assertEquals(List.of("every probe is answered for 1 h 0 min, as far as duty cycle and queue allow"),
        bench.run("range echo"));
    assertEquals(List.of("{\"for_s\":3600}"), bench.bodies);
  }

  @Test
  void shouldSayWhatCameOfARangeTestThatNobodyEnded() {
    bench.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    bench.run("range start node-b");
    bench.pass(0);
    bench.pass(ConsoleSession.IDLE_MS);
    List<String> last = rows().subList(rows().size() - 3, rows().size());
    assertEquals(List.of("range to node-b: 1 sent, 1 answered, 0 lost",
        "signed out: nobody typed for 10 minutes", "sheratan>"), last, rows().toString());
  }

  @Test
  void shouldSayItWhenSigningOutToo() {
    bench.answers.put("/api/v1/probe", "{\"rtt_s\":0.5}");
    bench.run("range start node-b");
    bench.pass(0);
    assertEquals(List.of("range to node-b: 1 sent, 1 answered, 0 lost", "signed out"), bench.run("logout"));
  }

  @Test
  void shouldNotSendTwoProbesAtOnce() {
    bench.holdErrands();
    bench.type("range start node-b\r");
    bench.pass(0);
    bench.pass(60_000);
    bench.pass(60_000);
    bench.finish();
    assertEquals(1, bench.asked.stream().filter(call -> call.endsWith("/probe")).count());
  }

  @Test
  void shouldEndARangeTestWithTheSitting() {
    bench.run("range start node-b");
    bench.session.onGone();
    int asked = bench.asked.size();
    bench.open();
    bench.pass(60_000);
    assertTrue(bench.asked.stream().skip(asked).noneMatch(call -> call.endsWith("/probe")));
  }

  @Test
  void shouldFollowTheLogUntilAKeyEndsIt() {
    Log.info("before-follow");
    bench.type("log follow\r");
    bench.pass(100);
    assertTrue(rows().stream().anyMatch(row -> row.contains("event=before-follow")), rows().toString());
    Log.info("while-following", "name", "\u001b[2J");
    bench.pass(100);
    assertTrue(rows().stream().anyMatch(row -> row.contains("event=while-following")), rows().toString());
    bench.type("\r");
    assertEquals("sheratan#", bench.terminal.row());
    Log.info("after-follow");
    bench.pass(100);
    assertTrue(rows().stream().noneMatch(row -> row.contains("after-follow")), rows().toString());
  }

  @Test
  void shouldLeaveLinesOutRatherThanFallBehind() {
    bench.type("log follow\r");
    bench.pass(1_000);
    for (int count = 0; count < 600; count++) {
      Log.info("flood", "number", count);
    }
    for (int turns = 0; turns < 40; turns++) {
      bench.pass(1_000);
    }
    assertTrue(
        rows().stream().anyMatch(row -> row.matches("\\([0-9]+ lines left out: this line is too slow\\)")));
    assertTrue(rows().stream().anyMatch(row -> row.contains("number=599")));
    bench.type("\u0003");
    assertEquals("sheratan#", bench.terminal.row());
  }

  @Test
  void shouldNotProbeANodeNobodyKnows() {
    bench.run("range start foo");
    bench.pass(0);
    assertTrue(rows().contains("no range test: this node has no radio"), rows().toString());
    int asked = bench.asked.size();
    bench.pass(60_000);
    assertEquals(asked, bench.asked.size());
    assertEquals(List.of("no range test is on"), bench.run("range stop"));
  }

  @Test
  void shouldSayThatNobodyIsKnownYet() {
    bench.answers.put("/api/v1/nodes", "{\"nodes\":[]}");
    assertEquals(
        List.of("LINK   STATE  WHY", "udp    up     -", "lora0  down   -", "no other node is known yet"),
        bench.run("net"));
  }

  @Test
  void shouldRefuseWordsWhereNoneBelong() {
    assertEquals(List.of("error: reboot takes no word behind it", "try: reboot"), bench.run("reboot x"));
    assertEquals(List.of("error: log follow takes no word behind it", "try: log follow"),
        bench.run("log follow now"));
    assertEquals(List.of(), bench.recovered);
  }
}
