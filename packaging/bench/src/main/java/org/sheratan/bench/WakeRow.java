package org.sheratan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/**
 * How often an idle daemon wakes, with a peer over UDP and an emulated RNode on a terminal: real processes, real time.
 */
final class WakeRow {
  private static final double GOAL_PER_SECOND = 10;
  /** Until the compilers have nothing to do either. */
  private static final long SETTLE_S = 120;
  private static final long COUNT_S = 60;
  private static final long STOP_S = 20;
  private static final String RADIO = """
      [radio]
      board = "modem"
      port = "%s"
      region = "EU868"
      antenna_confirmed = true
      airtime_dir = "%s"
      """;

  private WakeRow() {}

  static List<Figure> measure() throws Exception {
    Path folder = Files.createTempDirectory("sheratan-wakes");
    Path modem = folder.resolve("modem");
    NetworkKey network = NetworkKey.generate(new SystemRandomness());
    int discoveryPort = IdleBench.freePort();
    Process emulator = new ProcessBuilder(IdleBench.launcher().toString(), "dev", "rnode-emulator", "--pty",
        modem.toString(), "--ether", "127.0.0.1:" + IdleBench.freePort()).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String radio = RADIO.formatted(modem, folder.resolve("airtime"));
    try (
        IdleNode node = IdleNode.start(IdleBench.launcher(), folder.resolve("node"), network, discoveryPort,
            radio);
        IdleNode peer = IdleNode.start(IdleBench.launcher(), folder.resolve("peer"), network, discoveryPort,
            "")) {
      node.awaitReady();
      peer.awaitReady();
      node.stayFor(SETTLE_S);
      long before = node.wakes();
      node.stayFor(COUNT_S);
      return List.of(Figure.atMost("idle.wakes", (double) (node.wakes() - before) / COUNT_S, "a second",
          "the goal, UDP peer and emulated RNode", GOAL_PER_SECOND));
    } finally {
      emulator.destroy();
      emulator.onExit().orTimeout(STOP_S, TimeUnit.SECONDS).join();
      IdleBench.delete(folder);
    }
  }
}
