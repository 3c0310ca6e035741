package org.sheratan.edge.cli.radio;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.radio.RadioJson;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.air.RegionTable;

@Command(name = "list", description = {"List the regions and what their law asks. Needs no node.",
    "A row that is not confirmed enables no transmission."}, footer = {"", "Example:",
        "  sheratan region list EU868"})
public final class RegionListCommand extends NodeCommand {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only this region, with the sources.")
  private String name = "";

  public RegionListCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    List<Region> regions = name.isEmpty() ? RegionTable.builtIn().regions() : List.of(find(name));
    output.document(Json.Obj.EMPTY.with("regions",
        new Json.Arr(regions.stream().<Json>map(RadioJson::region).toList())));
    Table table = new Table("REGION", "SUB-BAND", "POWER", "AIRTIME", "LONGEST", "BANDWIDTH", "HOPPING",
        "STATE");
    for (Region region : regions) {
      for (View band : new View(RadioJson.region(region)).objects("sub_bands")) {
        table.row(region.name(), band.text("name"), band.text("power"), airtime(band),
            band.text("longest_ms").isEmpty() ? "any" : band.text("longest_ms") + " ms", bandwidth(band),
            band.text("hopping"), band.text("state"));
      }
    }
    output.table(table);
    if (!name.isEmpty()) {
      new View(RadioJson.region(regions.getFirst())).objects("sub_bands")
          .forEach(band -> output.line("source     " + band.text("name") + ": " + band.text("source")));
    }
    return ExitStatus.OK;
  }

  /** @throws CommandFailure naming the regions there are */
  static Region find(String name) throws CommandFailure {
    RegionTable table = RegionTable.builtIn();
    Optional<Region> found = table.find(name);
    return found.orElseThrow(() -> new CommandFailure(ExitStatus.NOT_FOUND,
        "no region is called " + name + "; there are "
            + table.regions().stream().map(Region::name).collect(Collectors.joining(", ")),
        "sheratan region list"));
  }

  private static String airtime(View band) {
    double percent = band.number("airtime_percent");
    return percent == 100 ? "any" : Amounts.plain(percent) + " %";
  }

  private static String bandwidth(View band) {
    String most = Amounts.plain(band.number("max_bandwidth_hz") / 1_000) + " kHz";
    double least = band.number("min_bandwidth_hz") / 1_000;
    return least == 0 ? "to " + most : Amounts.plain(least) + " to " + most;
  }
}
