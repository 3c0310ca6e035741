package org.sheratan.edge.cli.token;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "list", description = "List the tokens this node has given out. Their secrets are kept nowhere.", footer = {
    "", "Example:", "  sheratan token list"})
public final class TokenListCommand extends AskingCommand {
  public TokenListCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().get(TokenReport.PATH, session().patience());
  }

  @Override
  protected ExitStatus print(View answer, Output output) {
    if (answer.objects("tokens").isEmpty()) {
      output.note("no tokens");
    } else {
      output.table(TokenReport.table(answer));
    }
    return ExitStatus.OK;
  }
}
