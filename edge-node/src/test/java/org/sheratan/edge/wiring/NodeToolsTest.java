package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;

/** A kind is on the card only where it is set up and what it needs is there. */
class NodeToolsTest {
  @TempDir
  Path machine;

  private List<String> offered(String config) throws ConfigException, StartRefusal {
    Config read = ConfigReader.parse(machine.resolve("sheratan.toml"), config);
    return NodeChoices.card(read, NodeTools.of(read.tool(), machine)).capabilities();
  }

  @Test
  void shouldOfferSensorsOnlyWhereThereAreSome() throws IOException, ConfigException, StartRefusal {
    assertTrue(!offered("").contains("sensor_read"));
    assertEquals(List.of("ping"), offered("[worker]\nkinds = [\"ping\", \"sensor_read\"]"));
    Path chip = Files.createDirectories(machine.resolve("sys/class/hwmon/hwmon0"));
    Files.writeString(chip.resolve("temp1_input"), "1000\n");
    assertTrue(offered("").contains("sensor_read"));
    assertEquals(List.of("ping", "sensor_read"),
        offered("[worker]\nkinds = [\"ping\", \"sensor_read\"]"));
    assertTrue(!offered("[tool]\nsensors = false").contains("sensor_read"));
    assertThrows(StartRefusal.class, () -> offered("[worker]\nkinds = [\"fly\"]"));
  }
}
