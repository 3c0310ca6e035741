package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.trace.TraceSchema;
import org.sheratan.kernel.Bytes;

/** What a fleet under faults writes about its decisions. */
class TrailTest {
  private static final int SEEDS = 20;

  @Test
  void neverWritesALineThatTheSchemaRefuses() {
    TraceSchema schema = new TraceSchema();
    TreeSet<String> types = new TreeSet<>();
    TreeSet<String> names = new TreeSet<>();
    int lines = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<String> trails = new ArrayList<>();
      Fleet.run(FleetPlan.harsh(seed), trails::add);
      names.clear();
      for (String line : trails) {
        schema.check(line);
        lines++;
        Json.Obj entry = JsonReader.readObject(Bytes.utf8(line));
        types.add(((Json.Text) ((Json.Obj) entry.get("action")).get("type")).value());
        assertTrue(names.add(((Json.Text) entry.get("node_id")).value()), "a name given twice: " + line);
      }
    }
    System.err.printf("seeds 0..%d: %d decisions of types %s, all fit the schema%n", SEEDS - 1, lines, types);
    assertTrue(types.containsAll(List.of("ROUTE", "EXECUTE", "RETRY", "ABORT")), types.toString());
    assertTrue(lines > SEEDS * 8, "decisions were written: " + lines);
  }

  @Test
  void shouldSayThatItIsSimulated() {
    List<String> trails = new ArrayList<>();
    Fleet.run(FleetPlan.calm(3, 1, FleetPlan.Shape.MESH), trails::add);
    assertEquals(List.of(), trails.stream().filter(line -> !line.contains("\"mode\":\"simulate\"")).toList());
    assertTrue(!trails.isEmpty(), "decisions were written");
  }
}
