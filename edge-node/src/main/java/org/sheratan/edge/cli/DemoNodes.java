package org.sheratan.edge.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Shutdown;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.wiring.Init;
import org.sheratan.edge.wiring.StartRefusal;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.secure.NetworkKey;

/** The three nodes, which hold the same files: a gateway that only reads many of them at once, and two workers for all. */
final class DemoNodes implements AutoCloseable {
  static final String GATEWAY = "gateway";
  static final List<String> WORKERS = List.of("worker-1", "worker-2");
  static final List<String> NAMES = List.of(GATEWAY, WORKERS.get(0), WORKERS.get(1));
  static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MS = 50;
  private static final long START_MS = 60_000;
  private static final int LOG_LINES = 5;

  private final DemoFolder folder;
  private final Shutdown shutdown;
  private final Clock clock = new SystemClock();
  private final Map<String, DemoNode> nodes = new LinkedHashMap<>();

  DemoNodes(DemoFolder folder, Shutdown shutdown) {
    this.folder = folder;
    this.shutdown = shutdown;
  }

  DemoNode node(String name) {
    return nodes.get(name);
  }

  /**
   * Makes the data folders. The discovery port is one that nothing else uses, so that demos side by side, and nodes
   * that run here already, do not hear each other.
   *
   * @param hashSeconds how long hash_files over everything shall take: sets the limit on what tools may read
   */
  void prepare(Path text, List<Path> jars, int hashSeconds) throws IOException, CommandFailure {
    NetworkKey networkKey = NetworkKey.generate(new SystemRandomness());
    int discoveryPort = freePort();
    for (String name : NAMES) {
      Path workspace = Files.createDirectories(workspace(name));
      DemoFolder.fill(workspace, text, jars);
      long ioBytesPerSecond = DemoFolder.bytes(workspace) / hashSeconds + 1;
      try {
        Init.run(new Init.Request(folder.node(name), Optional.of(networkKey),
            configuration(name, discoveryPort, ioBytesPerSecond)));
      } catch (StartRefusal refused) {
        throw failure(refused.getMessage());
      }
    }
  }

  /** What the node's tools work on. */
  Path workspace(String name) {
    return folder.node(name).resolve("workspace");
  }

  static String configuration(String name, int discoveryPort, long ioBytesPerSecond) {
    return """
        [node]
        name = "%s"
        [udp]
        interfaces = ["lo"]
        discovery_port = %d
        [http]
        port = 0
        [worker]
        kinds = [%s]
        io_bytes_per_second = %d
        [market]
        offers = ["%s"]
        """.formatted(name, discoveryPort, WORKERS.contains(name) ? "" : "\"read_file_batch\"",
        ioBytesPerSecond,
        name);
  }

  void start(String name) throws IOException {
    nodes.put(name, DemoNode.start(name, folder.node(name), folder.log(name)));
  }

  /** Until the gateway knows both workers and what they run. */
  void awaitNeighbors() throws CommandFailure, IOException {
    long endMs = clock.now().monoMs() + START_MS;
    while (known() < WORKERS.size()) {
      for (DemoNode node : nodes.values()) {
        if (!node.alive()) {
          throw failure(node.name() + " ended: " + folder.lastWords(node.name(), LOG_LINES));
        }
      }
      if (clock.now().monoMs() > endMs) {
        throw failure("the nodes did not find each other: " + folder.lastWords(GATEWAY, LOG_LINES));
      }
      pause(LOOK_MS);
    }
  }

  /** Workers whose card the gateway has. */
  private long known() throws CommandFailure {
    try {
      Json.Obj answer = node(GATEWAY).api().get("/api/v1/nodes", PATIENCE);
      return new View(answer).objects("nodes").stream().filter(node -> !node.text("hops").isEmpty())
          .filter(node -> node.texts("capabilities").contains("hash_files")).count();
    } catch (CommandFailure notYet) {
      if (notYet.exit() == ExitStatus.UNREACHABLE) {
        return 0;
      }
      throw notYet;
    }
  }

  /** @throws DemoInterrupted when somebody pressed Ctrl-C meanwhile */
  void pause(long waitMs) {
    try {
      if (shutdown.await(waitMs)) {
        throw new DemoInterrupted();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoInterrupted();
    }
  }

  Clock clock() {
    return clock;
  }

  private static CommandFailure failure(String message) {
    return new CommandFailure(ExitStatus.FAILURE, message, "");
  }

  private static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Ends every process that was started here. */
  @Override
  public void close() {
    List<DemoNode> all = new ArrayList<>(nodes.values());
    all.forEach(DemoNode::stop);
    all.forEach(DemoNode::stopped);
  }
}
