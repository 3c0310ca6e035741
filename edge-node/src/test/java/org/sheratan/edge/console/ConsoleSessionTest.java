package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class ConsoleSessionTest {
  private final ConsoleBench bench = new ConsoleBench();

  private List<String> rows() {
    return bench.terminal.rows();
  }

  @Test
  void shouldSayHowTheNodeIsBeforeTheFirstPrompt() {
    bench.answers.put("/api/v1/radio",
        """
            {"state":"up","board":"SX1262 spidev0.0","noise_dbm":-117,"region":null,"may_transmit":false,"law":{}}""");
    bench.open();
    assertEquals(List.of("", "Sheratan edge dev · node-a · serial console ready",
        " [ OK ] storage        /var/lib/sheratan 26.1 GiB free",
        " [ OK ] radio          SX1262 spidev0.0, noise floor -117 dBm",
        " [HELD] transmit       region not set → 'region set EU868'",
        " [WAIT] clock          no NTP/GPS/RTC: using logical time",
        " [ OK ] web            http://node-a.local:8081",
        "Setup code: " + bench.access.setupCode().orElseThrow() + " (one use, expires 15 min)", "sheratan>"),
        rows());
  }

  @Test
  void shouldNeverPretendARadio() {
    bench.open();
    assertTrue(rows().contains(" [WARN] radio          none found — UDP active"), rows().toString());
  }

  @Test
  void shouldWaitForANodeThatIsStarting() {
    bench.nodeStarting();
    bench.open();
    assertTrue(rows().contains(" [WAIT] node           starting"), rows().toString());
    bench.type("ver\r");
    assertTrue(rows().contains("error: starting"), rows().toString());
    bench.type("sta");
    bench.nodeStarted();
    assertTrue(rows().contains(" [ OK ] storage        /var/lib/sheratan 26.1 GiB free"), rows().toString());
    assertEquals("sheratan> sta", bench.terminal.row(), "what was typed is still there");
  }

  @Test
  void shouldListEveryCommand() {
    bench.open();
    List<String> help = bench.run("help");
    for (String word : "help ver status selftest radio noise neighbors airtime ip uptime".split(" ")) {
      assertTrue(help.stream().anyMatch(line -> line.startsWith("  " + word + " ")),
          word + " is not in " + help);
    }
    assertTrue(help.stream().allMatch(line -> line.length() < 80));
  }

  @Test
  void shouldAnswerWithTheApisOwnFigures() {
    bench.open();
    List<String> status = bench.run("status");
    assertTrue(status
        .containsAll(List.of("peers      2", "jobs       0 waiting, 0 held, 1 running here, 7 completed",
            "uptime     1 min 15 s, start number 3")),
        status.toString());
    assertEquals(List.of("1 min 15 s, start number 3"), bench.run("uptime"));
    assertEquals(List.of("eth0 192.168.1.7", "web http://node-a.local:8081"), bench.run("ip"));
  }

  @Test
  void shouldNameTheNextStepForAnUnknownCommand() {
    bench.open();
    assertEquals(List.of("error: unknown command statsu", "try: help"), bench.run("statsu"));
  }

  @Test
  void shouldKeepWhatIsTypedWhileAnErrandRuns() {
    bench.open();
    bench.holdErrands();
    bench.type("uptime\rip\r");
    assertEquals("sheratan> uptime", rows().get(rows().size() - 2));
    bench.finish();
    bench.pass(0);
    bench.finish();
    assertTrue(rows().containsAll(List.of("sheratan> uptime", "1 min 15 s, start number 3", "sheratan> ip",
        "eth0 192.168.1.7")), rows().toString());
  }

  @Test
  void shouldLetAnErrandBeInterrupted() {
    bench.open();
    bench.holdErrands();
    bench.type("selftest\rgarbage");
    bench.type("\u0003");
    assertEquals(1, bench.abandonedErrands().size());
    assertEquals(List.of("^C", "sheratan>"), rows().subList(rows().size() - 2, rows().size()));
    bench.finish();
    assertEquals("sheratan>", bench.terminal.row(), "its late end is not shown");
  }

  @Test
  void shouldForgetTheLastSittingWhenTheDeviceComesBack() {
    bench.open();
    bench.type("half a comm");
    bench.session.onGone();
    bench.open();
    assertEquals("sheratan>", bench.terminal.row());
    bench.type("\u001b[A");
    assertEquals("sheratan>", bench.terminal.row(), "nor is there a history");
  }

  @Test
  void shouldNotLetAnotherNodesNameSteerTheTerminal() {
    bench.answers.put("/api/v1/neighbors",
        """
            {"neighbors":[{"name":"\\u001b]0;owned\\u0007\\u009b2J\\r\\nroot# \\u202egnp","link":"udp","state":"ok"}]}""");
    bench.open();
    // The paper terminal fails on any control it does not know.
    List<String> rows = bench.run("neighbors");
    assertTrue(rows.get(1).startsWith("?]0;owned??2J??root# ?gnp"), rows.toString());
    assertEquals(2, rows.size());
  }

  @Test
  void shouldRefuseALineOfAMegabyteWhole() {
    bench.open();
    int asked = bench.asked.size();
    for (int block = 0; block < 256; block++) {
      bench.type("uptime ".repeat(585));
      bench.pass(1_000);
    }
    bench.type("\r");
    bench.pass(1_000);
    assertEquals(asked, bench.asked.size());
    assertTrue(rows().contains("error: longer than any command: nothing was done"),
        rows().subList(rows().size() - 3, rows().size()).toString());
  }

  @Test
  void shouldAnswerNoiseNoFasterThanTheLineCarries() {
    bench.open();
    bench.session.takeOutput();
    long printed = 0;
    for (int count = 0; count < 100; count++) {
      byte[] noise = "x\r".repeat(2_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      bench.session.onBytes(noise, noise.length);
      bench.session.poll(10_000 + count);
      printed += bench.session.takeOutput().length;
    }
    assertTrue(printed <= Pace.MOST_BYTES + 8 * 100 + 200, "printed " + printed + " bytes in 100 ms");
    bench.session.poll(60_000);
    bench.session.takeOutput();
    bench.passLong();
    assertEquals(List.of("1 min 15 s, start number 3"), bench.run("uptime"));
  }

  @Test
  void shouldLetControlCLeadOutOfABacklogOfNoise() {
    bench.open();
    bench.type("x\r".repeat(5_000));
    bench.type("\u0003uptime\r");
    bench.pass(5_000);
    assertTrue(rows().contains("1 min 15 s, start number 3"), bench.terminal.row());
  }

  @Test
  void shouldSurviveNoiseOfEveryKind() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      ConsoleBench noisy = new ConsoleBench();
      noisy.open();
      byte[] noise = new byte[3_000];
      random.nextBytes(noise);
      noisy.session.onBytes(noise, noise.length);
      noisy.passLong();
      noisy.type("\u0003\r");
      assertEquals(List.of("1 min 15 s, start number 3"), noisy.run("uptime"), "seed " + seed);
    }
  }
}
