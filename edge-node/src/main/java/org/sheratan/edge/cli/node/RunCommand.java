package org.sheratan.edge.cli.node;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.config.EffectiveConfig;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.wiring.DataFolder;
import org.sheratan.edge.wiring.Run;
import org.sheratan.edge.wiring.StartRefusal;

@Command(name = "run", description = {
    "Run a node in the foreground until SIGTERM or Ctrl-C; logs go to stderr.",
    "Exit status 2 for a configuration that cannot be used, 4 when the folder is not set up, 6 when the port or the"
        + " folder is in use."}, footer = {"", "Examples:", "  sheratan run --data-dir ~/node-a",
            "  sheratan run --data-dir ~/node-a --print-config"})
public final class RunCommand extends NodeCommand {
  @Option(names = "--print-config", description = "Print the effective configuration, every default included, and do not run.")
  private boolean printConfig;

  @Option(names = "--until-stdin-closes", description = {
      "Stop as if by SIGTERM when standard input ends: for a program",
      "that starts a node and wants it to end with it, even if it is killed."})
  private boolean untilStdinCloses;

  public RunCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    try {
      if (!printConfig) {
        return Run.run(configFile(),
            untilStdinCloses ? Optional.of(session().terminal().in()) : Optional.empty());
      }
      String text = EffectiveConfig.print(Run.configuration(configFile()));
      output.line(text.stripTrailing());
      output.document(Json.Obj.EMPTY.with("toml", text));
      return ExitStatus.OK;
    } catch (StartRefusal refused) {
      throw new CommandFailure(refused.status(), refused.getMessage(), refused.fix());
    }
  }

  private Path configFile() throws CommandFailure {
    return session().configFile().isPresent()
        ? session().configFile().get()
        : new DataFolder(session().dataFolder()).configFile();
  }
}
