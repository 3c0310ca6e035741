package org.sheratan.edge.cli.group;

import java.time.Duration;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.AskingCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.QrPicture;
import org.sheratan.edge.shell.View;

@Command(name = "invite", description = "Make a code that lets one node into a group, once. Show it to nobody else.", footer = {
    "", "Example:", "  sheratan group invite team --for 2h"})
public final class GroupInviteCommand extends AskingCommand {
  @Parameters(paramLabel = "GROUP", description = "Name or id.")
  private String group;
  @Option(names = "--for", paramLabel = "DURATION", defaultValue = "1d", converter = SecondsConverter.class, description = "How long the code is good. Default: 1d.")
  private Duration lifetime;

  public GroupInviteCommand(Session session) {
    super(session);
  }

  @Override
  protected Json.Obj ask() throws CommandFailure {
    return session().api().post(GroupReport.path(group) + "/invitations",
        Json.Obj.EMPTY.with("lifetime_s", lifetime.toSeconds()), session().patience());
  }

  @Override
  protected ExitStatus print(View invitation, Output output) {
    QrPicture.lines(invitation.text("qr"), session().terminal().unicode(),
        output.interactive() ? QrPicture.Ink.COLORED : QrPicture.Ink.DARK_LETTERS)
        .forEach(output::line);
    output.line("code  " + invitation.text("code"));
    output.note("good for one node, for " + Amounts.duration(invitation.number("lifetime_s")));
    // Another node: where this one's data is would be wrong there.
    output.note("on that node: sheratan group join");
    return ExitStatus.OK;
  }
}
