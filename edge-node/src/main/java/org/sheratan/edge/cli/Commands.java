package org.sheratan.edge.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tree of commands. */
final class Commands {
  private Commands() {}

  static void addTo(CommandLine root, Session session) {
    root.addSubcommand(new InitCommand(session)).addSubcommand(new RunCommand(session))
        .addSubcommand(new StatusCommand(session))
        .addSubcommand(group(new NodeGroup(), new NodeListCommand(session)))
        .addSubcommand(new PingCommand(session))
        .addSubcommand(group(new JobGroup(), new JobSubmitCommand(session), new JobShowCommand(session),
            new JobListCommand(session), new JobWaitCommand(session), new JobCancelCommand(session)))
        .addSubcommand(group(new ReceiptGroup(), new ReceiptVerifyCommand(session)))
        .addSubcommand(new DemoCommand(session))
        .addSubcommand(group(new SimGroup(), new SimUpCommand(session)))
        .addSubcommand(new VersionCommand(session))
        .addSubcommand(new HelpCommand(session));
  }

  private static CommandLine group(Group group, NodeCommand... verbs) {
    CommandLine line = new CommandLine(group);
    for (NodeCommand verb : verbs) {
      line.addSubcommand(verb);
    }
    return line;
  }

  /** A noun: does nothing without its verb. */
  private abstract static class Group implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(),
          "which of " + String.join(", ", spec.subcommands().keySet())
              + "?");
    }
  }

  @Command(name = "node", description = "The nodes known here.", footer = {"", "Example:",
      "  sheratan node list"})
  private static final class NodeGroup extends Group {}

  @Command(name = "job", description = "Submit jobs and follow them.", footer = {"", "Example:",
      "  sheratan job list --state working"})
  private static final class JobGroup extends Group {}

  @Command(name = "receipt", description = "Signed evidence of work done.", footer = {"", "Example:",
      "  sheratan receipt verify receipt.json"})
  private static final class ReceiptGroup extends Group {}

  @Command(name = "sim", description = "Meshes of real nodes in virtual time, without any radio.", footer = {
      "",
      "Example:", "  sheratan sim up --nodes 5 --topology line"})
  private static final class SimGroup extends Group {}
}
