package org.sheratan.edge.cli.gate;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "approve", description = "Let a held job run. Exit status 6 when it is not held any more.", footer = {
    "", "Example:", "  sheratan gate approve k7f3q2ab-3-17 the path is that of the shared data"})
public final class GateApproveCommand extends DecidingCommand {
  public GateApproveCommand(Session session) {
    super(session, "approve", "approved");
  }
}
