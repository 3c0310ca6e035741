package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigEdit;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.wiring.RadioChoices;
import org.sheratan.edge.wiring.Run;
import org.sheratan.edge.wiring.StartRefusal;
import org.sheratan.radio.air.Allowance;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Conformance;
import org.sheratan.radio.air.Region;
import org.sheratan.radio.link.lora.LoraPlan;

@Command(name = "set", description = {"Choose the region where the antenna stands: writes [radio] region.",
    "A running node takes it up when it is started again."}, footer = {"", "Example:",
        "  sheratan region set EU868"})
final class RegionSetCommand extends NodeCommand {
  @Parameters(paramLabel = "NAME", description = "Such as EU868: sheratan region list.")
  private String name;

  RegionSetCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Region region = RegionListCommand.find(name);
    Optional<Path> given = session().configFile();
    Path folder = session().dataFolder();
    Path file = given.isPresent() ? given.get() : folder.resolve("sheratan.toml");
    Conformance conformance;
    String before;
    try {
      before = Run.configuration(file).radio().region();
      ConfigEdit.set(file, "radio", "region", "\"" + region.name() + "\"");
      conformance = conformance(Run.configuration(file));
    } catch (StartRefusal refused) {
      throw new CommandFailure(refused.status(), refused.getMessage(), refused.fix());
    } catch (ConfigException refused) {
      throw new CommandFailure(ExitStatus.USAGE, refused.getMessage(), "");
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.FAILURE,
          file + " cannot be written: " + unwritten.getClass().getSimpleName(),
          "the same command as the user the node runs as");
    }
    boolean running = Files.exists(new ApiFolder(folder).addressFile());
    boolean restart = running && !before.equals(region.name());
    output.line("region " + region.name() + (before.equals(region.name())
        ? " was set already in "
        : " instead of " + (before.isEmpty() ? "none" : before) + " in ") + file);
    output.line(switch (conformance) {
      case Allowance allowed -> "these settings may transmit in " + allowed.subBand().name();
      case Breach breach -> "these settings only receive: " + breach.message();
    });
    if (restart) {
      output.line(
          "start the node again for it to take effect: stop it, then sheratan run --data-dir " + folder);
    }
    output.document(Json.Obj.EMPTY.with("region", region.name()).with("before", before)
        .with("file", file.toString()).with("may_transmit", conformance instanceof Allowance)
        .with("restart_needed", restart));
    return ExitStatus.OK;
  }

  private static Conformance conformance(Config config) throws StartRefusal {
    LoraPlan plan = RadioChoices.plan(config.radio());
    return Conformance.check(plan.region(), plan.frequencyHz(), plan.modulation().bandwidthHz(),
        plan.powerDbm(), plan.antenna());
  }
}
