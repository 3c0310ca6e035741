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
  private static final List<String> ORDER = List.of("init", "run", "status", "node", "group", "ping",
      "traceroute",
      "neighbor",
      "route", "link", "announce", "radio", "region", "range-test", "packet", "message", "job", "receipt",
      "demo",
      "sim", "dev", "completion", "version", "help");

  private Commands() {}

  /**
   * Adds the commands that {@code arguments} may mean. Making them all costs every start 50 ms and a daemon 2 MB.
   */
  static void addTo(CommandLine root, Session session, List<String> arguments) {
    SortedMap<String, Supplier<Object>> all = all(session);
    Set<String> meant = new TreeSet<>(arguments);
    meant.retainAll(all.keySet());
    // Help shows every command, and a mistake is compared with every command.
    List<String> wanted = meant.isEmpty() || meant.contains("help") || meant.contains("completion")
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
        new NodeBlockCommand(session), new NodeForgetCommand(session), new NodeRevokeCommand(session)));
    all.put("group",
        () -> group(new GroupGroup(), new GroupListCommand(session), new GroupShowCommand(session),
            new GroupCreateCommand(session), new GroupInviteCommand(session), new GroupJoinCommand(session),
            new GroupRemoveCommand(session), new GroupLeaveCommand(session)));
    all.put("ping", () -> new PingCommand(session));
    all.put("link", () -> group(new LinkGroup(), new LinkListCommand(session)));
    all.put("neighbor", () -> group(new NeighborGroup(), new NeighborListCommand(session)));
    all.put("route", () -> group(new RouteGroup(), new RouteListCommand(session)));
    all.put("announce", () -> new AnnounceCommand(session));
    all.put("traceroute", () -> new TracerouteCommand(session));
    all.put("region",
        () -> group(new RegionGroup(), new RegionListCommand(session), new RegionSetCommand(session)));
    all.put("radio", () -> group(new RadioGroup(), new RadioShowCommand(session),
        new RadioSelfTestCommand(session), new RadioAirtimeCommand(session), new RadioNoiseCommand(session),
        new RadioSetCommand(session)));
    all.put("range-test", () -> new RangeTestCommand(session));
    all.put("packet", () -> group(new PacketGroup(), new PacketWatchCommand(session),
        new PacketCaptureCommand(session), new PacketDecodeCommand(session)));
    all.put("message", () -> group(new MessageGroup(), new MessageSendCommand(session),
        new MessageListCommand(session), new MessageWatchCommand(session), new MessageAckCommand(session)));
    all.put("job", () -> group(new JobGroup(), new JobSubmitCommand(session), new JobShowCommand(session),
        new JobListCommand(session), new JobWaitCommand(session), new JobCancelCommand(session)));
    all.put("receipt", () -> group(new ReceiptGroup(), new ReceiptVerifyCommand(session)));
    all.put("demo", () -> new DemoCommand(session));
    all.put("sim", () -> group(new SimGroup(), new SimUpCommand(session)));
    all.put("dev", () -> group(new DevGroup(), new RnodeEmulatorCommand(session)));
    all.put("completion", () -> new CompletionCommand(session));
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

  @Command(name = "link", description = "The links of this node.", footer = {"", "Example:",
      "  sheratan link list"})
  private static final class LinkGroup extends Group {}

  @Command(name = "neighbor", description = "Who is heard directly.", footer = {"", "Example:",
      "  sheratan neighbor list"})
  private static final class NeighborGroup extends Group {}

  @Command(name = "route", description = "The ways to other nodes.", footer = {"", "Example:",
      "  sheratan route list"})
  private static final class RouteGroup extends Group {}

  @Command(name = "region", description = "The law the radio keeps.", footer = {"", "Example:",
      "  sheratan region list"})
  private static final class RegionGroup extends Group {}

  @Command(name = "radio", description = "The LoRa radio of this node.", footer = {"", "Example:",
      "  sheratan radio show"})
  private static final class RadioGroup extends Group {}

  @Command(name = "packet", description = "Frames as they are on the air.", footer = {"", "Example:",
      "  sheratan packet decode 4852a1b200070102030405060708"})
  private static final class PacketGroup extends Group {}

  @Command(name = "group", description = "Groups of nodes that speak to all at once.", footer = {"",
      "Example:",
      "  sheratan group list"})
  private static final class GroupGroup extends Group {}

  @Command(name = "message", description = "Words between people.", footer = {"", "Example:",
      "  sheratan message send node-e5 On my way"})
  private static final class MessageGroup extends Group {}

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
