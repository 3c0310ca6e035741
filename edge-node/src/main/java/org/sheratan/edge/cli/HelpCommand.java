package org.sheratan.edge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "help", description = "Show what a command does and takes.", footer = {"", "Example:",
    "  sheratan help job submit"})
final class HelpCommand extends NodeCommand {
  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The words of the command.")
  private List<String> words = List.of();
  @Option(names = "--manual", description = "Print the manual page of all commands, for man.")
  private boolean manual;
  @Spec
  private CommandSpec spec;

  HelpCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    CommandLine command = spec.root().commandLine();
    if (manual) {
      String page = ManualPage.of(command, BuildVersion.text());
      output.part(page);
      output.document(Json.Obj.EMPTY.with("manual", page));
      return ExitStatus.OK;
    }
    for (String word : words) {
      CommandLine sub = command.getSubcommands().get(word);
      if (sub == null) {
        throw new CommandFailure(ExitStatus.USAGE, "there is no command " + String.join(" ", words),
            "sheratan help");
      }
      command = sub;
    }
    String usage = command.getUsageMessage();
    output.part(usage);
    if (words.isEmpty() && ofSources()) {
      output.part(
          "\nThe launcher of this source tree has two more: build, and bench NAME (docs/benchmarks.md).\n");
    }
    output.document(Json.Obj.EMPTY.with("help", usage));
    return ExitStatus.OK;
  }

  /** A package has no such commands, and should not tell of them. */
  private static boolean ofSources() {
    String launcher = System.getProperty("sheratan.launcher", "");
    return !launcher.isEmpty() && Files.exists(Path.of(launcher).resolveSibling("pom.xml"));
  }
}
