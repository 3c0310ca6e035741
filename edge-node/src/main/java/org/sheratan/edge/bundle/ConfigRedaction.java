package org.sheratan.edge.bundle;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.EffectiveConfig;

/** A configuration with every key: numbers and truth values as they are, of texts only those that are no names, hosts or paths. */
final class ConfigRedaction {
  private static final Set<String> OURS = new TreeSet<>(
      Set.of("board", "region", "level", "port", "device", "kinds", "address"));

  private ConfigRedaction() {}

  static String of(Config config, Redaction redaction) {
    return EffectiveConfig.print(config).lines().map(line -> line(line, redaction))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(String line, Redaction redaction) {
    int equals = line.indexOf(" = ");
    if (equals < 0) {
      return line;
    }
    String key = line.substring(0, equals);
    String value = line.substring(equals + " = ".length());
    boolean plain = value.matches("-?[0-9.E]+|true|false|\\[\\]|\"\"");
    return plain ? line : key + " = " + (OURS.contains(key) ? redaction.text(value) : "\"[removed]\"");
  }
}
