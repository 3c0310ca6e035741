package org.sheratan.bench;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/**
 * Resident memory of an idle daemon with the launcher's flags, some time after it was ready, with three peers and
 * without a request. Median of the rounds. System properties {@code sheratan.bench.seconds} (60) and
 * {@code sheratan.bench.rounds} (5) make it shorter.
 */
final class IdleBench implements Benchmark {
  private static final int NODES = 4;
  private static final double WANTED_MB = 80;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String setting() {
    return "real daemons on loopback";
  }

  @Override
  public List<Figure> run() throws Exception {
    int seconds = Integer.getInteger("sheratan.bench.seconds", 60);
    int rounds = Integer.getInteger("sheratan.bench.rounds", 5);
    List<Double> resident = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      resident.add(round(seconds));
      System.err.printf("round %d of %d: %.1f MB%n", round + 1, rounds, resident.getLast());
    }
    return List.of(Figure.atMost("idle.resident", Crew.median(resident), "MB",
        "the goal, " + seconds + " s after ready, " + (NODES - 1) + " peers", WANTED_MB));
  }

  private static double round(int seconds) throws Exception {
    Path folder = Files.createTempDirectory("sheratan-idle");
    NetworkKey network = NetworkKey.generate(new SystemRandomness());
    List<IdleNode> nodes = new ArrayList<>();
    try {
      int discoveryPort = freePort();
      for (int index = 0; index < NODES; index++) {
        nodes.add(IdleNode.start(launcher(), folder.resolve("node-" + index), network, discoveryPort, ""));
      }
      nodes.forEach(IdleNode::awaitReady);
      nodes.getFirst().stayFor(seconds);
      return nodes.getFirst().residentMb();
    } finally {
      nodes.forEach(IdleNode::close);
      delete(folder);
    }
  }

  static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** At the top of the tree that this class was built in. */
  static Path launcher() throws URISyntaxException {
    Path self = Path.of(IdleBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (Path folder = self; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("sheratan"))) {
        return folder.resolve("sheratan");
      }
    }
    throw new IllegalStateException("no launcher above " + self);
  }

  static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
