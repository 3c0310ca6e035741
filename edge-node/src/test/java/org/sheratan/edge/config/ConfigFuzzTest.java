package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class ConfigFuzzTest {
  private static final Path FILE = Path.of("/etc/sheratan/sheratan.toml");
  private static final String VALID = """
      [node]
      name = "a"
      [udp]
      peers = ["a:1", 'b:2']
      port = 1_0
      [worker.prices_micros]
      ping = 0x1F
      [log]
      level = \"\"\"info\"\"\"
      """;
  private static final String SIGNS = "[]{}=\"'\\.,#\n\t _-+:0123456789abcnopTzx\u0000\u00e9";

  @Test
  void shouldRefuseOrTakeWhateverTextItIsGiven() {
    int rounds = Integer.getInteger("sheratan.fuzz", 100_000);
    SeededEntropy entropy = new SeededEntropy(20_261_121);
    for (int round = 0; round < rounds; round++) {
      String text = mutated(entropy);
      try {
        ConfigReader.parse(FILE, text);
      } catch (ConfigException refusal) {
        assertTrue(refusal.line() >= 0 && refusal.column() >= 0, refusal.getMessage());
      }
    }
  }

  private static String mutated(SeededEntropy entropy) {
    String text = entropy.chance(0.2) ? "" : VALID;
    return MutatedText.of(text, SIGNS, 1 + entropy.nextInt(8), entropy);
  }
}
