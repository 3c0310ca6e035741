package org.sheratan.edge.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.tool.sensor.SensorTool;

/**
 * What a node knows of tools, and which of those that need more than a workspace it has.
 *
 * @param catalog every kind it can check
 * @param more what is set up, and present, here
 */
record NodeTools(ToolCatalog catalog, SortedMap<String, Tool> more) {
  NodeTools {
    more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
  }

  /** @param machine where {@code sys} is: {@code /} but in tests */
  static NodeTools of(Config.Tool config, Path machine) {
    SortedMap<String, Tool> more = new TreeMap<>();
    if (config.sensors()) {
      SensorTool.on(machine).ifPresent(tool -> more.put("sensor_read", tool));
    }
    return new NodeTools(ToolCatalog.standard(), more);
  }

  /** Those it runs, of the kinds that run in a workspace and its own; sorted. */
  List<String> runs(List<String> inWorkspace) {
    List<String> runs = new ArrayList<>(inWorkspace);
    runs.addAll(more.keySet());
    Collections.sort(runs);
    return runs;
  }
}
