package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/** What a real daemon writes about its decisions, against the published schema. */
class TraceProcessTest {
  @TempDir
  Path top;

  @Test
  void neverWritesALineThatTheSchemaRefuses() throws Exception {
    NodeHome home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0, "");
    home.put("hello.txt", "hello\n");
    try (NodeProcess node = home.start().awaitReady(); NodeClient client = home.client()) {
      client.ended(client.submit("read_file", Json.Obj.EMPTY.with("path", "hello.txt")).text("id"));
      client.ended(client.submit("read_file", Json.Obj.EMPTY.with("path", "nowhere.txt")).text("id"));
      assertEquals(0, node.terminate(), node.log()::toString);
    }
    Path file = home.dataFolder().resolve("decision_trace.jsonl");
    List<String> lines = Files.readAllLines(file);
    String all = String.join("\n", lines);
    assertTrue(all.contains("\"EXECUTE\"") && all.contains("\"not_found\""), all);
    JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(
        Path.of(System.getProperty("sheratan.root"), "docs/vectors/decision_trace_v1.schema.json")));
    for (String line : lines) {
      assertEquals(Set.of(), schema.validate(line, InputFormat.JSON,
          context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)), line);
    }
  }
}
