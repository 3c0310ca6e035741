package org.sheratan.edge.wiring;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/** {@code run.json}: how to find the running node. No secret; its presence alone proves nothing, the lock does. */
final class RunFile {
  private final Path file;

  RunFile(Path file) {
    this.file = file;
  }

  /**
   * @param httpPort 0 without an API
   * @return to be closed when the node stops
   */
  Closeable write(String name, String id, int httpPort, int udpPort) throws IOException {
    Json.Obj content = Json.Obj.EMPTY.with("pid", ProcessHandle.current().pid()).with("name", name)
        .with("id", id)
        .with("http_port", httpPort).with("udp_port", udpPort);
    SecretFile.write(file, CanonicalJson.text(content));
    return () -> Files.deleteIfExists(file);
  }
}
