package org.sheratan.edge.cli.node;

import picocli.CommandLine.Command;

import org.sheratan.edge.cli.shell.Session;

@Command(name = "resume", description = "End a pause: schedules and chains go on. Exit status 6 where there is none.", footer = {
    "", "Example:", "  sheratan resume the new disk is in"})
public final class ResumeCommand extends StateMove {
  /** As the next command to try. */
  public static final String EXAMPLE = "sheratan resume REASON";

  public ResumeCommand(Session session) {
    super(session, "OPERATIONAL");
  }
}
