package org.sheratan.edge.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;

@Command(name = "completion", description = {
    "Print the script by which bash and zsh complete these commands.",
    "bash takes it from ~/.local/share/bash-completion/completions/sheratan, zsh by two lines in ~/.zshrc:",
    "autoload -U bashcompinit && bashcompinit", "source <(sheratan completion)"}, footer = {"", "Example:",
        "  sheratan completion"})
final class CompletionCommand extends NodeCommand {
  @Spec
  private CommandSpec spec;

  CompletionCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) {
    String script = AutoComplete.bash("sheratan", spec.root().commandLine());
    output.part(script);
    output.document(Json.Obj.EMPTY.with("bash", script));
    return ExitStatus.OK;
  }
}
