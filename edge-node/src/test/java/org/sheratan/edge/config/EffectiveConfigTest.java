package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
  private static final Path FILE = Path.of("/etc/sheratan/sheratan.toml");

  @Test
  void shouldReadBackAsTheSameConfiguration() throws ConfigException {
    Config config = ConfigReader.parse(FILE, """
        [node]
        name = "Bäcker 3"
        data = "/tmp/a \\"b\\" \\\\ c\\u0001"
        [udp]
        peers = ["a:1", "b:2"]
        [worker.prices_micros]
        ping = 1
        walk_tree = 2
        """);
    assertEquals(config, ConfigReader.parse(FILE, EffectiveConfig.print(config)));
  }

  @Test
  void shouldShowDefaultsToo() throws ConfigException {
    String printed = EffectiveConfig.print(ConfigReader.parse(FILE, ""));
    assertTrue(printed.contains("discovery_port = 47007\n"), printed);
    assertTrue(printed.startsWith("[node]\nname = \"\"\n"), printed);
  }

  @Test
  void shouldHaveAnExampleWithEveryKeyAndItsDefault() throws Exception {
    String example = Files
        .readString(Path.of(System.getProperty("sheratan.root"), "docs", "sheratan.toml.example"));
    assertEquals(ConfigReader.parse(FILE, ""), ConfigReader.parse(FILE, example));
    EffectiveConfig.print(ConfigReader.parse(FILE, "")).lines().map(line -> line.replaceAll(" = .*", ""))
        .forEach(key -> assertTrue(example.contains("\n" + key) || key.isEmpty(), key));
  }
}
