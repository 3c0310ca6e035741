package org.sheratan.edge.console.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.sheratan.core.json.Json;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

/** {@code region set}. */
public final class RegionReport {
  private RegionReport() {}

  /** Without a name, the names there are. */
  public static List<String> set(Facts facts, List<String> arguments) throws CommandFailure {
    if (arguments.isEmpty()) {
      View known = facts.asker().get("/api/v1/regions");
      return List.of("region " + known.textOr("region", "not set"),
          "known: " + known.objects("regions").stream()
              .map(region -> region.text("name")).collect(Collectors.joining(" ")));
    }
    View change = facts.asker().post("/api/v1/region",
        Json.Obj.EMPTY.with("region", arguments.getFirst().toUpperCase(Locale.ROOT)));
    return List.of("region " + change.text("region") + " instead of " + change.textOr("before", "none"),
        change.text("why"));
  }
}
