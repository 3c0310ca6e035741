package org.sheratan.edge.cli.sim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.sim.DeathTrial;
import org.sheratan.core.sim.InvariantBroken;
import org.sheratan.core.sim.KillTrial;
import org.sheratan.core.sim.ReasonTrial;
import org.sheratan.core.sim.SpeedTrial;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;

@Command(name = "trial", description = {
    "Measure what a simulated mesh makes of many jobs. docs/experiments.md has the figures and what they mean.",
    "speed: the same jobs over 1, 3, 5 and 10 nodes.",
    "kills: 10 nodes, one of which loses power every 30 s.",
    "deaths: 6 of 20 nodes lose power at once and for good, right after jobs were accepted at all of them.",
    "reason: a job that needs a GPU, in meshes without one."}, footer = {"", "Examples:",
        "  sheratan sim trial speed --plot speed.svg",
        "  sheratan sim trial kills --jobs 200 --seed 7 --json",
        "  sheratan sim trial reason"})
public final class SimTrialCommand extends NodeCommand {
  private static final int MAX_JOBS = 1_000;
  private static final int MAX_JOB_SECONDS = 600;
  private static final long KILL_EVERY_MS = 30_000;
  private static final int KILL_NODES = 10;
  private static final int DEATH_NODES = 20;
  private static final int DEATHS = 6;
  private static final int DEATH_JOBS = 60;
  private static final List<Integer> COPIES = List.of(1, 2, 3, DEATHS + 1);
  private static final List<Integer> FLEETS = List.of(1, 3, 5, 10);

  /** Draws what was measured. */
  @FunctionalInterface
  private interface Drawing {
    void into(TrialPicture picture) throws CommandFailure;
  }

  /** What can be measured. */
  enum Trial {
    speed, kills, deaths, reason
  }

  @Parameters(paramLabel = "TRIAL", description = "speed, kills, deaths or reason.")
  private Trial trial;
  @Option(names = "--jobs", paramLabel = "N", description = "How many jobs, 1 to 1000; otherwise 1000, and 60 of deaths.")
  private Integer wanted;
  @Option(names = "--job-seconds", paramLabel = "N", defaultValue = "10", description = "How long a node is busy with each, 1 to 600.")
  private int jobSeconds;
  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Decides everything that happens.")
  private long seed;
  @Option(names = "--plot", paramLabel = "FILE", description = "Where to draw a picture of it, as SVG.")
  private Path plot;
  private int jobs;

  public SimTrialCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    jobs = wanted != null ? wanted : trial == Trial.deaths ? DEATH_JOBS : MAX_JOBS;
    SimUpCommand.check("--jobs", jobs, 1, MAX_JOBS);
    SimUpCommand.check("--job-seconds", jobSeconds, 1, MAX_JOB_SECONDS);
    draw(TrialPicture::check);
    output.banner("SIMULATION: real nodes in virtual time, where computing takes no time");
    try {
      switch (trial) {
        case speed -> speed(output);
        case kills -> kills(output);
        case deaths -> deaths(output);
        case reason -> reason(output);
      }
      return ExitStatus.OK;
    } catch (InvariantBroken broken) {
      throw new CommandFailure(ExitStatus.FAILURE, "a promise was not kept: " + broken.getMessage(),
          "sheratan sim trial " + trial + " --seed " + (seed + 1));
    }
  }

  private String what() {
    return jobs + " jobs of " + jobSeconds + " s";
  }

  private void speed(Output output) throws CommandFailure {
    List<SpeedTrial.Pace> paces = new ArrayList<>();
    List<Json> rows = new ArrayList<>();
    output.line(what() + ", two at once on a node, seed " + seed);
    output.line("nodes  completed  took s  speed-up  of ideal  awards  frames");
    for (int nodes : FLEETS) {
      SpeedTrial.Pace pace = SpeedTrial.run(nodes, jobs, jobSeconds * 1000, seed);
      paces.add(pace);
      double gain = pace.over(paces.getFirst());
      output.line(String.format(Locale.ROOT, "%5d  %9d  %6.1f  %8.2f  %8.2f  %6d  %6d", nodes, pace.jobs(),
          pace.tookMs() / 1000.0, gain, gain / nodes, pace.awards(), pace.transmissions()));
      rows.add(Json.Obj.EMPTY.with("nodes", nodes).with("jobs_completed", pace.jobs())
          .with("took_s", new Json.Real(pace.tookMs() / 1000.0)).with("speed_up", new Json.Real(gain))
          .with("awards", pace.awards()).with("transmissions", pace.transmissions()));
    }
    draw(picture -> picture.speed(what(), paces));
    output.document(head().with("job_s", jobSeconds).with("fleets", new Json.Arr(rows)));
  }

  private void draw(Drawing drawing) throws CommandFailure {
    if (plot != null) {
      drawing.into(new TrialPicture(plot));
    }
  }

  private void kills(Output output) throws CommandFailure {
    KillTrial.Toll toll = KillTrial.run(KILL_NODES, jobs, jobSeconds * 1000, KILL_EVERY_MS, seed);
    output.line(String.format(Locale.ROOT,
        "%d nodes, one without power every %d s for 20 s, %d jobs of %d s, seed %d: %d completed, %d lost, %d kills, "
            + "%d awards, %.1f s",
        toll.nodes(), KILL_EVERY_MS / 1000, toll.jobs(), jobSeconds, seed, toll.completed(), toll.lost(),
        toll.kills(), toll.awards(), toll.tookMs() / 1000.0));
    draw(picture -> picture.kills(what(), toll,
        SpeedTrial.run(KILL_NODES, jobs, jobSeconds * 1000, seed)));
    output.document(head().with("nodes", toll.nodes()).with("job_s", jobSeconds)
        .with("jobs_completed", toll.completed()).with("jobs_lost", toll.lost()).with("kills", toll.kills())
        .with("awards", toll.awards()).with("took_s", new Json.Real(toll.tookMs() / 1000.0)));
  }

  private void deaths(Output output) throws CommandFailure {
    List<DeathTrial.Toll> tolls = new ArrayList<>();
    List<Json> rows = new ArrayList<>();
    output.line(DEATHS + " of " + DEATH_NODES + " nodes die at once, seed " + seed);
    output.line("durability  accepted  lost  lost with all who had it");
    for (int copies : COPIES) {
      DeathTrial.Toll toll = DeathTrial.run(DEATH_NODES, DEATHS, jobs, copies, seed);
      tolls.add(toll);
      output.line(String.format(Locale.ROOT, "%10d  %8d  %4d  %24d", copies, toll.accepted(), toll.lost(),
          toll.lostWithAll()));
      rows.add(Json.Obj.EMPTY.with("durability", copies).with("jobs_accepted", toll.accepted())
          .with("jobs_lost", toll.lost()).with("jobs_lost_with_all", toll.lostWithAll())
          .with("took_s", new Json.Real(toll.tookMs() / 1000.0)));
    }
    draw(picture -> picture.deaths(jobs + " jobs, " + DEATHS + " of " + DEATH_NODES + " nodes die at once",
        tolls));
    output
        .document(head().with("nodes", DEATH_NODES).with("killed", DEATHS).with("rows", new Json.Arr(rows)));
  }

  private void reason(Output output) throws CommandFailure {
    List<ReasonTrial.Told> answers = new ArrayList<>();
    List<Json> rows = new ArrayList<>();
    for (int nodes : FLEETS) {
      ReasonTrial.Told told = ReasonTrial.run(nodes, "gpu:8G", seed);
      answers.add(told);
      output.line(Amounts.count("" + nodes, "node") + ": answered within " + Math.max(1, told.afterMs())
          + " ms: " + told.why());
      rows.add(
          Json.Obj.EMPTY.with("nodes", nodes).with("answered_ms", told.afterMs()).with("why", told.why()));
    }
    draw(picture -> picture.reason(answers));
    output.document(head().with("fleets", new Json.Arr(rows)));
  }

  private Json.Obj head() {
    return Json.Obj.EMPTY.with("simulated", true).with("trial", trial.name()).with("seed", seed).with("jobs",
        jobs);
  }
}
