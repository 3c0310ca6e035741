package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** A disk that is full to the last byte: what a start leaves beside the journal cannot be written. */
class FullDiskTest {
  @TempDir
  Path top;

  /** It ended with status 1 for want of {@code run.json}, and nobody could look at what it had. */
  @Test
  void shouldStartAndShowWhatItHas() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("full"), NetworkKey.generate(new SystemRandomness()), 0, "");
    // No file can take the place of a folder with something in it, whoever tries.
    Files.createDirectories(home.dataFolder().resolve("run.json").resolve("in the way"));
    try (NodeProcess node = home.start()) {
      node.awaitReady();
      assertTrue(node.said("event=no-word file=" + home.dataFolder().resolve("run.json")));
      try (NodeClient client = home.client()) {
        assertEquals(200, client.get("/api/v1/status").status());
        assertEquals(201, client.submit("ping", Json.Obj.EMPTY).status());
      }
    }
    assertTrue(Files.isDirectory(home.dataFolder().resolve("run.json")), "what is not its own is left");
  }
}
