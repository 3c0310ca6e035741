package org.sheratan.edge.console.report;

import java.util.Map;

/** Next steps as the command line names them, in words that the console knows. */
public final class ConsoleHint {
  private static final Map<String, String> WORDS = Map.of("sheratan status", "status", "sheratan node list",
      "net",
      "sheratan link list", "net", "sheratan radio show", "radio", "sheratan radio airtime", "airtime",
      "sheratan radio selftest", "selftest", "sheratan region list", "region set", "sheratan page", "login",
      "sheratan lan on", "net lan on", "sheratan gate list", "gate list");

  private ConsoleHint() {}

  /** What the console cannot do itself stays as it is: it is for a shell. */
  public static String of(String fix) {
    return WORDS.getOrDefault(fix,
        fix.startsWith("sheratan region set ") ? fix.substring("sheratan ".length()) : fix);
  }
}
