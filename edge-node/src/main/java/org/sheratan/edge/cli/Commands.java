package org.sheratan.edge.cli;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The tree of commands. */
final class Commands {
  /** As help lists them. */
  private static final List<String> ORDER = List.of("init", "run", "status", "node", "ping", "job", "receipt",
      "demo",
      "sim", "dev", "version", "help");

  private Commands() {}

  /**
   * Adds the commands that {@code arguments} may mean. Making them all costs every start 50 ms and a daemon 2 MB.
   */
  static void addTo(CommandLine root, Session session, List<String> arguments) {
    SortedMap<String, Supplier<Object>> all = all(session);
    Set<String> meant = new TreeSet<>(arguments);
    meant.retainAll(all.keySet());
    // Help shows every command, and a mistake is compared with every command.
    List<String> wanted = meant.isEmpty() || meant.contains("help")
        ? ORDER
        : ORDER.stream().filter(meant::contains)
            .toList();
    wanted.forEach(name -> root.addSubcommand(all.get(name).get()));
  }

  private static SortedMap<String, Supplier<Object>> all(Session session) {
    SortedMap<String, Supplier<Object>> all = new TreeMap<>();
    all.put("init", () -> new InitCommand(session));
    all.put("run", () -> new RunCommand(session));
    all.put("status", () -> new StatusCommand(session));
    all.put("node", () -> group(new NodeGroup(), new NodeListCommand(session), new NodeTrustCommand(session),
        new NodeBlockCommand(session), new NodeForgetCommand(session)));
    all.put("ping", () -> new PingCommand(session));
    all.put("job", () -> group(new JobGroup(), new JobSubmitCommand(session), new JobShowCommand(session),
        new JobListCommand(session), new JobWaitCommand(session), new JobCancelCommand(session)));
    all.put("receipt", () -> group(new ReceiptGroup(), new ReceiptVerifyCommand(session)));
    all.put("demo", () -> new DemoCommand(session));
    all.put("sim", () -> group(new SimGroup(), new SimUpCommand(session)));
    all.put("dev", () -> group(new DevGroup(), new RnodeEmulatorCommand(session)));
    all.put("version", () -> new VersionCommand(session));
    all.put("help", () -> new HelpCommand(session));
    return all;
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

  @Command(name = "dev", description = "Tools for developing without radios.", footer = {"", "Example:",
      "  sheratan dev rnode-emulator --pty /tmp/modem-a"})
  private static final class DevGroup extends Group {}
}
