package org.sheratan.edge.wiring;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.radio.secure.NetworkKey;

/** A configuration for a test's node: on loopback, with any free ports. Its data folder does not exist yet. */
record NodeHome(Path configFile, Path dataFolder) {
  static NodeHome make(Path top, NetworkKey network, int discoveryPort, String more) throws Exception {
    String config = """
        [node]
        name = "%s"
        data = "data"
        [dispatch]
        jobs_per_minute = 1_000_000
        burst = 1_000_000
        jobs_per_minute_per_source = 1_000_000
        burst_per_source = 1_000_000
        [udp]
        interfaces = ["lo"]
        discovery_port = %d
        [http]
        port = 0
        """.formatted(top.getFileName(), discoveryPort) + more;
    Init.Report report = Init.run(new Init.Request(top, Optional.of(network), config));
    return new NodeHome(report.folder().configFile(), top.resolve("data"));
  }

  NodeProcess start() throws IOException {
    return NodeProcess.start(configFile);
  }

  NodeClient client() throws IOException {
    return new NodeClient(dataFolder);
  }

  /** The file as the worker's tools will find it: {@code worker.workspace} is beside the configuration. */
  void put(String name, String text) throws IOException {
    Path workspace = Files.createDirectories(configFile.resolveSibling("workspace"));
    Files.writeString(workspace.resolve(name), text);
  }

  /** Free now, and used by nobody else on purpose. */
  static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
