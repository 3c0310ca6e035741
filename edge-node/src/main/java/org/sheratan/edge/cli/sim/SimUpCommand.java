package org.sheratan.edge.cli.sim;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.sim.Fleet;
import org.sheratan.core.sim.FleetAirtime;
import org.sheratan.core.sim.FleetPlan;
import org.sheratan.core.sim.FleetReport;
import org.sheratan.core.sim.InvariantBroken;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "up", description = {"Simulate a mesh: real nodes, simulated ether, disks, clocks and time.",
    "With --once a fixed load runs to its end; the same numbers give the same trace hash on every machine.",
    "Without it the mesh stays up in real time, and the API leads to its first node, until Ctrl-C."}, footer = {
        "",
        "Examples:", "  sheratan sim up --nodes 5 --topology line",
        "  sheratan sim up --nodes 20 --seed 7 --once --json",
        "  sheratan sim up --nodes 3 --radio sx1276 --once"})
public final class SimUpCommand extends NodeCommand {
  private static final int MAX_NODES = 1000;
  private static final int MAX_PORT = 65_535;
  private static final double MICROS = 1_000_000;

  /** As FleetPlan knows them. */
  enum Topology {
    mesh, line, ring
  }

  /** As FleetPlan knows them. */
  enum Board {
    sx1276, sx1262, rnode
  }

  @Option(names = "--nodes", paramLabel = "N", defaultValue = "5", description = "How many nodes, 2 to 1000.")
  private int nodes;
  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Decides everything that happens.")
  private long seed;
  @Option(names = "--topology", paramLabel = "SHAPE", defaultValue = "mesh", description = "Who hears whom: mesh, line or ring.")
  private Topology topology;
  @Option(names = "--radio", paramLabel = "BOARD", description = {
      "Emulated LoRa boards with their real drivers instead of packets: sx1276, sx1262 or rnode.",
      "Slower by three orders of magnitude, as the air is."})
  private Board radio;
  @Option(names = "--once", description = "Run a fixed load to its end, as fast as it goes.")
  private boolean once;
  @Option(names = "--port", paramLabel = "PORT", defaultValue = "0", description = "Of the API; 0 for any free one.")
  private int port;

  public SimUpCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    check("--nodes", nodes, 2, MAX_NODES);
    check("--port", port, 0, MAX_PORT);
    output.banner("SIMULATION: no radio is used");
    FleetPlan plan = plan();
    try {
      return once ? once(plan, output) : new SimLive(session(), output, port).run(plan);
    } catch (InvariantBroken broken) {
      throw new CommandFailure(ExitStatus.FAILURE, "a promise was not kept: " + broken.getMessage(),
          "sheratan sim up --nodes " + nodes + " --topology " + topology
              + (radio == null ? "" : " --radio " + radio) + " --seed " + seed
              + " --once");
    }
  }

  private FleetPlan plan() {
    FleetPlan.Shape shape = FleetPlan.Shape.valueOf(topology.name().toUpperCase(Locale.ROOT));
    return radio == null
        ? FleetPlan.calm(nodes, seed, shape)
        : FleetPlan.calmRadio(nodes, seed, shape,
            FleetPlan.MediumKind.valueOf(radio.name().toUpperCase(Locale.ROOT)));
  }

  private ExitStatus once(FleetPlan plan, Output output) {
    SystemClock clock = new SystemClock();
    long startMs = clock.monoMs();
    FleetReport report = Fleet.run(plan);
    output.line(nodes + " nodes, " + topology + ", seed " + seed + ": converged in "
        + Amounts.duration(report.convergedMs() / 1000.0) + ", simulated "
        + Amounts.duration(report.simulatedMs() / 1000.0) + " in "
        + Amounts.duration((clock.monoMs() - startMs) / 1000.0));
    output.line(report.accepted() + " jobs accepted: " + ends(report) + "; " + report.awards()
        + " awards, " + report.crashes() + " crashes, " + report.transmissions() + " transmissions");
    output.line(report.messages() + " messages written, " + report.delivered() + " delivered");
    report.airtime().ifPresent(air -> output.line("airtime of the busiest radio in its busiest hour: "
        + Amounts.duration(air.busiestHourMicros() / MICROS) + " of " + Amounts.duration(
            air.allowedMicros() / MICROS)
        + ", " + Amounts.duration(air.emergencyOnlyMicros() / MICROS) + " of these for emergencies only"));
    output.line("trace hash " + report.traceHash() + " over " + report.events() + " events");
    output.document(json(report));
    return ExitStatus.OK;
  }

  private static String ends(FleetReport report) {
    return report.ends().entrySet().stream()
        .map(end -> end.getValue() + " " + end.getKey().word().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private Json.Obj json(FleetReport report) {
    boolean converged = report.convergedMs() >= 0;
    return Json.Obj.EMPTY.with("simulated", true).with("nodes", report.nodes())
        .with("topology", topology.name())
        .with("radio", radio == null ? new Json.Null() : new Json.Text(radio.name()))
        .with("seed", report.seed())
        .with("converged_s", converged ? new Json.Real(report.convergedMs() / 1000.0) : new Json.Null())
        .with("simulated_s", new Json.Real(report.simulatedMs() / 1000.0))
        .with("jobs_accepted", report.accepted())
        .with("jobs_completed", report.completed())
        .with("jobs_ended", Json.Obj.of(report.ends().entrySet().stream().collect(
            Collectors.<Map.Entry<JobState, Integer>, String, Json>toMap(end -> end.getKey().word(),
                end -> Json.Int.of(end.getValue())))))
        .with("jobs_held", report.held())
        .with("awards", report.awards())
        .with("messages_accepted", report.messages()).with("messages_delivered", report.delivered())
        .with("crashes", report.crashes())
        .with("transmissions", report.transmissions()).with("airtime",
            report.airtime().<Json>map(SimUpCommand::airtime).orElse(new Json.Null()))
        .with("events", report.events())
        .with("trace_hash", report.traceHash());
  }

  private static Json.Obj airtime(FleetAirtime air) {
    return Json.Obj.EMPTY.with("busiest_hour_s", new Json.Real(air.busiestHourMicros() / MICROS))
        .with("allowed_s", new Json.Real(air.allowedMicros() / MICROS))
        .with("emergency_only_s", new Json.Real(air.emergencyOnlyMicros() / MICROS));
  }

  static void check(String option, int value, int min, int max) throws CommandFailure {
    if (value < min || value > max) {
      throw new CommandFailure(ExitStatus.USAGE, option + " must be " + min + " to " + max, "");
    }
  }
}
