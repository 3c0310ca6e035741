package org.sheratan.edge.cli;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import org.sheratan.edge.cli.card.CardApplyCommand;
import org.sheratan.edge.cli.card.CardCheckCommand;
import org.sheratan.edge.cli.doctor.DoctorCommand;
import org.sheratan.edge.cli.doctor.SupportBundleCommand;
import org.sheratan.edge.cli.gate.GateApproveCommand;
import org.sheratan.edge.cli.gate.GateListCommand;
import org.sheratan.edge.cli.gate.GateRejectCommand;
import org.sheratan.edge.cli.gate.GateShowCommand;
import org.sheratan.edge.cli.group.GroupCreateCommand;
import org.sheratan.edge.cli.group.GroupInviteCommand;
import org.sheratan.edge.cli.group.GroupJoinCommand;
import org.sheratan.edge.cli.group.GroupLeaveCommand;
import org.sheratan.edge.cli.group.GroupListCommand;
import org.sheratan.edge.cli.group.GroupRemoveCommand;
import org.sheratan.edge.cli.group.GroupShowCommand;
import org.sheratan.edge.cli.job.JobCancelCommand;
import org.sheratan.edge.cli.job.JobDeadCommand;
import org.sheratan.edge.cli.job.JobListCommand;
import org.sheratan.edge.cli.job.JobRequeueCommand;
import org.sheratan.edge.cli.job.JobShowCommand;
import org.sheratan.edge.cli.job.JobSubmitCommand;
import org.sheratan.edge.cli.job.JobWaitCommand;
import org.sheratan.edge.cli.job.JobWhyCommand;
import org.sheratan.edge.cli.job.ReceiptVerifyCommand;
import org.sheratan.edge.cli.message.MessageAckCommand;
import org.sheratan.edge.cli.message.MessageListCommand;
import org.sheratan.edge.cli.message.MessageSendCommand;
import org.sheratan.edge.cli.message.MessageWatchCommand;
import org.sheratan.edge.cli.mission.ChainShowCommand;
import org.sheratan.edge.cli.mission.MissionCreateCommand;
import org.sheratan.edge.cli.mission.MissionDeleteCommand;
import org.sheratan.edge.cli.mission.MissionListCommand;
import org.sheratan.edge.cli.mission.MissionShowCommand;
import org.sheratan.edge.cli.mission.MissionSubmitCommand;
import org.sheratan.edge.cli.mission.TaskCreateCommand;
import org.sheratan.edge.cli.mission.TaskShowCommand;
import org.sheratan.edge.cli.node.HealthCommand;
import org.sheratan.edge.cli.node.InitCommand;
import org.sheratan.edge.cli.node.LanOffCommand;
import org.sheratan.edge.cli.node.LanOnCommand;
import org.sheratan.edge.cli.node.NodeBlockCommand;
import org.sheratan.edge.cli.node.NodeForgetCommand;
import org.sheratan.edge.cli.node.NodeListCommand;
import org.sheratan.edge.cli.node.NodeRevokeCommand;
import org.sheratan.edge.cli.node.NodeTrustCommand;
import org.sheratan.edge.cli.node.PageCommand;
import org.sheratan.edge.cli.node.PauseCommand;
import org.sheratan.edge.cli.node.ResumeCommand;
import org.sheratan.edge.cli.node.RunCommand;
import org.sheratan.edge.cli.node.StatusCommand;
import org.sheratan.edge.cli.radio.AnnounceCommand;
import org.sheratan.edge.cli.radio.LinkListCommand;
import org.sheratan.edge.cli.radio.NeighborListCommand;
import org.sheratan.edge.cli.radio.PacketCaptureCommand;
import org.sheratan.edge.cli.radio.PacketDecodeCommand;
import org.sheratan.edge.cli.radio.PacketWatchCommand;
import org.sheratan.edge.cli.radio.PingCommand;
import org.sheratan.edge.cli.radio.RadioAirtimeCommand;
import org.sheratan.edge.cli.radio.RadioNoiseCommand;
import org.sheratan.edge.cli.radio.RadioSelfTestCommand;
import org.sheratan.edge.cli.radio.RadioSetCommand;
import org.sheratan.edge.cli.radio.RadioShowCommand;
import org.sheratan.edge.cli.radio.RangeTestCommand;
import org.sheratan.edge.cli.radio.RegionListCommand;
import org.sheratan.edge.cli.radio.RegionSetCommand;
import org.sheratan.edge.cli.radio.RnodeEmulatorCommand;
import org.sheratan.edge.cli.radio.RouteListCommand;
import org.sheratan.edge.cli.radio.TracerouteCommand;
import org.sheratan.edge.cli.schedule.ScheduleAddCommand;
import org.sheratan.edge.cli.schedule.ScheduleListCommand;
import org.sheratan.edge.cli.schedule.ScheduleRemoveCommand;
import org.sheratan.edge.cli.schedule.ScheduleShowCommand;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.cli.sim.SimTrialCommand;
import org.sheratan.edge.cli.sim.SimUpCommand;
import org.sheratan.edge.cli.token.TokenCreateCommand;
import org.sheratan.edge.cli.token.TokenListCommand;
import org.sheratan.edge.cli.token.TokenRevokeCommand;
import org.sheratan.edge.cli.tool.ToolListCommand;
import org.sheratan.edge.cli.tool.ToolShowCommand;

/** The tree of commands. */
final class Commands {
  /** As help lists them. */
  private static final List<String> ORDER = List.of("init", "run", "status", "health", "pause", "resume",
      "doctor",
      "support-bundle",
      "page", "lan", "node", "group", "ping",
      "traceroute",
      "neighbor",
      "route", "link", "announce", "radio", "region", "range-test", "packet", "message", "mission", "task",
      "chain",
      "job", "gate", "schedule", "tool", "receipt",
      "token", "card", "demo",
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
    wanted.forEach(name -> root.addSubcommand(name, all.get(name).get()));
  }

  private static SortedMap<String, Supplier<Object>> all(Session session) {
    SortedMap<String, Supplier<Object>> all = new TreeMap<>();
    all.put("init", () -> new InitCommand(session));
    all.put("run", () -> new RunCommand(session));
    all.put("status", () -> new StatusCommand(session));
    all.put("health", () -> new HealthCommand(session));
    all.put("pause", () -> new PauseCommand(session));
    all.put("resume", () -> new ResumeCommand(session));
    all.put("page", () -> new PageCommand(session));
    all.put("lan", () -> noun("Whether other machines may come in, by TLS.", "lan on",
        new LanOnCommand(session), new LanOffCommand(session)));
    all.put("doctor", () -> new DoctorCommand(session));
    all.put("support-bundle", () -> new SupportBundleCommand(session));
    all.put("node", () -> noun("The nodes known here.", "node list",
        new NodeListCommand(session), new NodeTrustCommand(session),
        new NodeBlockCommand(session), new NodeForgetCommand(session), new NodeRevokeCommand(session)));
    all.put("group",
        () -> noun("Groups of nodes that speak to all at once.", "group list",
            new GroupListCommand(session), new GroupShowCommand(session),
            new GroupCreateCommand(session), new GroupInviteCommand(session), new GroupJoinCommand(session),
            new GroupRemoveCommand(session), new GroupLeaveCommand(session)));
    all.put("ping", () -> new PingCommand(session));
    all.put("link", () -> noun("The links of this node.", "link list",
        new LinkListCommand(session)));
    all.put("neighbor", () -> noun("Who is heard directly.", "neighbor list",
        new NeighborListCommand(session)));
    all.put("route", () -> noun("The ways to other nodes.", "route list",
        new RouteListCommand(session)));
    all.put("announce", () -> new AnnounceCommand(session));
    addRadio(all, session);
    addWork(all, session);
    all.put("token", () -> noun("What programs and people may do here, and for how long.", "token list",
        new TokenCreateCommand(session), new TokenListCommand(session), new TokenRevokeCommand(session)));
    all.put("card", () -> noun("The file that sets up a card of the image.", "card check sheratan.toml",
        new CardCheckCommand(session), new CardApplyCommand(session)));
    all.put("demo", () -> new DemoCommand(session));
    all.put("sim",
        () -> noun("Meshes of real nodes in virtual time, without any radio.",
            "sim up --nodes 5 --topology line",
            new SimUpCommand(session), new SimTrialCommand(session)));
    all.put("dev", () -> noun("Tools for developing without radios.", "dev rnode-emulator --pty /tmp/modem-a",
        new RnodeEmulatorCommand(session)));
    all.put("completion", () -> new CompletionCommand(session));
    all.put("version", () -> new VersionCommand(session));
    all.put("help", () -> new HelpCommand(session));
    return all;
  }

  private static void addWork(SortedMap<String, Supplier<Object>> all, Session session) {
    all.put("message", () -> noun("Words between people.", "message send node-e5 On my way",
        new MessageSendCommand(session),
        new MessageListCommand(session), new MessageWatchCommand(session), new MessageAckCommand(session)));
    all.put("mission", () -> noun("Goals, and what is done for them.", "mission create Survey the valley",
        new MissionCreateCommand(session), new MissionListCommand(session), new MissionShowCommand(session),
        new MissionDeleteCommand(session), new MissionSubmitCommand(session)));
    all.put("chain", () -> noun("Jobs that follow from each other.", "chain show ch-k7f3q2ab-3-1",
        new ChainShowCommand(session)));
    all.put("task", () -> noun("Steps of missions.", "task create mi-k7f3q2ab-3-1 walk",
        new TaskCreateCommand(session), new TaskShowCommand(session)));
    all.put("job", () -> noun("Submit jobs and follow them.", "job list --state working",
        new JobSubmitCommand(session), new JobShowCommand(session),
        new JobListCommand(session), new JobWaitCommand(session), new JobWhyCommand(session),
        new JobCancelCommand(session),
        new JobDeadCommand(session), new JobRequeueCommand(session)));
    all.put("gate", () -> noun("Jobs that wait for a person's decision.", "gate list",
        new GateListCommand(session), new GateShowCommand(session), new GateApproveCommand(session),
        new GateRejectCommand(session)));
    all.put("schedule", () -> noun("What is done again and again.", "schedule list",
        new ScheduleAddCommand(session), new ScheduleListCommand(session), new ScheduleShowCommand(session),
        new ScheduleRemoveCommand(session)));
    all.put("tool", () -> noun("Kinds of jobs, their parameters, and who runs them.", "tool show read_file",
        new ToolListCommand(session), new ToolShowCommand(session)));
    all.put("receipt", () -> noun("Signed evidence of work done.", "receipt verify receipt.json",
        new ReceiptVerifyCommand(session)));
  }

  private static void addRadio(SortedMap<String, Supplier<Object>> all, Session session) {
    all.put("traceroute", () -> new TracerouteCommand(session));
    all.put("region",
        () -> noun("The law the radio keeps.", "region list",
            new RegionListCommand(session), new RegionSetCommand(session)));
    all.put("radio", () -> noun("The LoRa radio of this node.", "radio show",
        new RadioShowCommand(session),
        new RadioSelfTestCommand(session), new RadioAirtimeCommand(session), new RadioNoiseCommand(session),
        new RadioSetCommand(session)));
    all.put("range-test", () -> new RangeTestCommand(session));
    all.put("packet",
        () -> noun("Frames as they are on the air.", "packet decode 4852a1b200070102030405060708",
            new PacketWatchCommand(session),
            new PacketCaptureCommand(session), new PacketDecodeCommand(session)));
  }

  /** @param example of what to type, after the program's name */
  private static CommandLine noun(String description, String example, NodeCommand... verbs) {
    CommandSpec spec = new Noun().spec;
    spec.usageMessage().description(description).footer("", "Example:", "  sheratan " + example);
    CommandLine line = new CommandLine(spec);
    for (NodeCommand verb : verbs) {
      line.addSubcommand(verb);
    }
    return line;
  }

  /** Does nothing without its verb. */
  private static final class Noun implements Runnable {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(),
          "which of " + String.join(", ", spec.subcommands().keySet()) + "?");
    }
  }
}
