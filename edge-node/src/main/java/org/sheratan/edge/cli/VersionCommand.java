package org.sheratan.edge.cli;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.http.node.BuildVersion;

@Command(name = "version", description = "Show the version of this program.", footer = {"", "Example:",
    "  sheratan version --json"})
final class VersionCommand extends NodeCommand {
  VersionCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) {
    String java = Runtime.version().toString();
    output.line("Sheratan edge " + BuildVersion.text() + " (Java " + java + ")");
    output.document(Json.Obj.EMPTY.with("version", BuildVersion.text()).with("java", java));
    return ExitStatus.OK;
  }
}
