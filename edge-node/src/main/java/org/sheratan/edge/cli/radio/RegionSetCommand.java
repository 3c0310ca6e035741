package org.sheratan.edge.cli.radio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.http.radio.RadioJson;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.wiring.RegionSetting;
import org.sheratan.edge.wiring.Run;
import org.sheratan.edge.wiring.StartRefusal;
import org.sheratan.radio.air.Region;

@Command(name = "set", description = {"Choose the region where the antenna stands: writes [radio] region.",
    "A running node writes it itself, and its radio obeys at once."}, footer = {"", "Example:",
        "  sheratan region set EU868"})
public final class RegionSetCommand extends NodeCommand {
  @Parameters(paramLabel = "NAME", completionCandidates = RegionNames.class, description = "Such as EU868: sheratan region list.")
  private String name;

  public RegionSetCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    Region region = RegionListCommand.find(name);
    Path folder = session().dataFolder();
    Optional<Json.Obj> taken = running(region);
    Json.Obj answer = taken.isPresent() ? taken.get() : stopped(folder, region);
    output.document(answer);
    View change = new View(answer);
    String before = change.textOr("before", "none");
    output.line("region " + region.name()
        + (before.equals(region.name()) ? " was set already in " : " instead of " + before + " in ")
        + Printable.of(change.text("file")));
    output.line(change.text("why"));
    return ExitStatus.OK;
  }

  /** Empty when no node runs there, whatever a killed one has left behind. */
  private Optional<Json.Obj> running(Region region) throws CommandFailure {
    try {
      return Optional.of(session().apiIfAny().post("/api/v1/region",
          Json.Obj.EMPTY.with("region", region.name()), session().patience()));
    } catch (CommandFailure failed) {
      if (failed.exit() != ExitStatus.UNREACHABLE || session().remote()) {
        throw failed;
      }
      return Optional.empty();
    }
  }

  private Json.Obj stopped(Path folder, Region region) throws CommandFailure {
    Path file = session().configFile().orElse(folder.resolve("sheratan.toml"));
    try {
      return RadioJson.change(RegionSetting.of(Run.configuration(file), new SystemClock()).set(region));
    } catch (StartRefusal refused) {
      throw new CommandFailure(refused.status(), refused.getMessage(), refused.fix());
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.CONFLICT, unwritten.getMessage(),
          "the same command as the user the node runs as");
    }
  }
}
