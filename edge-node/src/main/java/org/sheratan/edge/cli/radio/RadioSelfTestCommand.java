package org.sheratan.edge.cli.radio;

import java.time.Duration;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;

@Command(name = "selftest", description = {
    "Set the radio up anew at its lowest power and check board, settings, noise, law and antenna.",
    "Sends nothing without --transmit. Takes up to a minute and a half, in which the link is down for seconds.",
    "Exit status 9 when a check fails."}, footer = {"", "Example:", "  sheratan radio selftest --transmit"})
public final class RadioSelfTestCommand extends AskingCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Option(names = "--transmit", description = "Send one short frame at the lowest power too.")
  private boolean transmit;

  public RadioSelfTestCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post("/api/v1/radio/selftest",
        Json.Obj.EMPTY.with("transmit", transmit),
        session().timeout().orElse(PATIENCE));
  }

  @Override
  protected ExitStatus print(View test, Output output) {
    Table table = new Table("CHECK", "RESULT", "WHY");
    for (View check : test.objects("checks")) {
      table.row(check.text("check"), check.text("result").toUpperCase(Locale.ROOT),
          Printable.of(check.text("why")));
    }
    output.table(table);
    return test.is("passed") ? ExitStatus.OK : ExitStatus.DEGRADED;
  }
}
