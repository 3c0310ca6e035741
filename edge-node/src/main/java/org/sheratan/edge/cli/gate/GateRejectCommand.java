package org.sheratan.edge.cli.gate;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "reject", description = "End a held job, and what depends on it. Exit status 6 when it is not held any more.", footer = {
    "", "Example:", "  sheratan gate reject k7f3q2ab-3-17 nobody here asked for it"})
public final class GateRejectCommand extends DecidingCommand {
  public GateRejectCommand(Session session) {
    super(session, "reject", "rejected");
  }
}
