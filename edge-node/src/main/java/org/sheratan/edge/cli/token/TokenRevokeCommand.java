package org.sheratan.edge.cli.token;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "revoke", description = "A token is good no more, at once: whatever listens with it is cut off.", footer = {
    "", "Example:", "  sheratan token revoke weather-script"})
public final class TokenRevokeCommand extends AskingCommand {
  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name;

  public TokenRevokeCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().delete(TokenReport.path(name), session().patience());
  }

  @Override
  protected ExitStatus print(View token, Output output) {
    output.line("token " + token.text("name") + " is revoked");
    return ExitStatus.OK;
  }
}
