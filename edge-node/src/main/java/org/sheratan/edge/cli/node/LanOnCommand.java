package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "on", description = "Let other machines in, by TLS: writes [http] lan, and listens at once. A password must have been set.", footer = {
    "", "Example:", "  sheratan lan on"})
public final class LanOnCommand extends LanSwitch {
  public LanOnCommand(Session session) {
    super(session, true);
  }
}
