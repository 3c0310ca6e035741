package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "pause", description = {
    "Let the node begin nothing of its own accord: no schedule comes due, no chain goes on, until sheratan resume.",
    "A restart does not change that. What people submit is still done."}, footer = {"", "Example:",
        "  sheratan pause the disk is being changed"})
public final class PauseCommand extends StateMove {
  static final String STATE = "PAUSED";

  public PauseCommand(Session session) {
    super(session, STATE);
  }
}
