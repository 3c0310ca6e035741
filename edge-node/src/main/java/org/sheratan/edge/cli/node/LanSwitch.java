package org.sheratan.edge.cli.node;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.QrPicture;
import org.sheratan.edge.shell.View;

/** Lets other machines in, or no more. */
abstract class LanSwitch extends AskingCommand {
  private final boolean on;

  LanSwitch(Session session, boolean on) {
    super(session);
    this.on = on;
  }

  @Override
  protected final Json.Obj ask() throws CommandFailure {
    return session().api().post("/api/v1/lan", Json.Obj.EMPTY.with("on", on), session().patience());
  }

  @Override
  protected final ExitStatus print(View lan, Output output) {
    // For a phone: the address is tedious to type.
    if (output.interactive() && !lan.text("address").isEmpty()) {
      QrPicture.lines(lan.text("address"), session().terminal().unicode(), QrPicture.Ink.COLORED)
          .forEach(output::line);
    }
    LanLines.of(Optional.of(lan)).forEach(output::line);
    if (!on) {
      output.line("other machines are not let in any more");
    }
    boolean held = lan.text("state").equals("held");
    if (held && !lan.text("fix").isEmpty()) {
      output.hint("next: ", lan.text("fix"));
    }
    return held ? ExitStatus.DEGRADED : ExitStatus.OK;
  }
}
