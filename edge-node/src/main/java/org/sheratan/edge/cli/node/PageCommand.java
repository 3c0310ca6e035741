package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;

@Command(name = "page", description = {"Say where this node's status page is.",
    "Until a password is set, with the setup code that lets a browser in to set it; a secret, good once and for 15 minutes."}, footer = {
        "", "Example:", "  sheratan page"})
public final class PageCommand extends AskingCommand {
  public PageCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    View state = new View(session().api().get("/api/v1/session", session().patience()));
    String address = session().api().address() + "/";
    Json.Obj page = Json.Obj.EMPTY.with("address", address).with("password_set", state.is("password_set"));
    if (state.is("password_set")) {
      return page.with("setup_code", new Json.Null());
    }
    View made = new View(
        session().api().post("/api/v1/session/setup-code", Json.Obj.EMPTY, session().patience()));
    return page.with("setup_code", made.text("setup_code"));
  }

  @Override
  protected ExitStatus print(View page, Output output) {
    String code = page.text("setup_code");
    output.line(page.text("address") + (code.isEmpty() ? "" : "#code=" + code));
    if (!code.isEmpty()) {
      output.note("whoever opens this within 15 minutes sets the password of this node");
    }
    return ExitStatus.OK;
  }
}
