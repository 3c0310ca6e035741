package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "off", description = "Let other machines in no more: writes [http] lan, and closes at once.", footer = {
    "", "Example:", "  sheratan lan off"})
public final class LanOffCommand extends LanSwitch {
  public LanOffCommand(Session session) {
    super(session, false);
  }
}
