package org.sheratan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.core.sim.AuditTrial;
import org.sheratan.core.sim.AuditTrialPlan;
import org.sheratan.core.sim.AuditTrialReport;
import org.sheratan.core.sim.FleetPlan.MediumKind;
import org.sheratan.edge.cli.sim.Plot;

/**
 * Second opinions: what liars among five auditors achieve, and how long verdicts take from 1 to 1,000 requests a second, by the
 * owner's own model and by three of five nodes. All of it is simulation. System property {@code sheratan.bench.plot} names a
 * file for the plot.
 */
final class AuditBench implements Benchmark {
  private static final int AUDITORS = 5;
  private static final int SEEDS = 3;
  private static final int JOBS_A_SEED = 100;
  private static final int MOST_LIARS = 3;
  private static final double MISTAKES = 0.1;
  private static final int[] RATES = {1, 10, 100, 1_000};
  private static final int[] JOBS = {20, 60, 120, 200};
  private static final double[] SERVICES_MS = {1, 40, 400};
  private static final int RADIO_JOBS = 5;
  private static final double RADIO_PER_SECOND = 1.0 / 120;

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String setting() {
    return "SIMULATION in virtual time, seeds 1 to " + SEEDS + " (latency: 1): real nodes, Poisson arrivals,"
        + " judgments exponentially distributed, 4 at once a node, packets of 5 ms, commits of 1 to 30 ms";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    Plot plot = new Plot("SIMULATION: time to the verdict of auditors", "requests a second, power of ten", 3,
        "median ms, power of ten", 5);
    for (double serviceMs : SERVICES_MS) {
      figures.addAll(latency(plot, 0, serviceMs));
      figures.addAll(latency(plot, AUDITORS, serviceMs));
    }
    figures.addAll(liars());
    figures.addAll(mistakes());
    figures.addAll(radio());
    String file = System.getProperty("sheratan.bench.plot", "");
    if (!file.isEmpty()) {
      Files.writeString(Path.of(file), plot.svg());
    }
    return figures;
  }

  private static List<Figure> liars() {
    List<Figure> figures = new ArrayList<>();
    for (int liars = 0; liars <= MOST_LIARS; liars++) {
      int each = liars;
      Wrong wrong = wrong(seed -> AuditTrialPlan.ofLiars(seed, each, JOBS_A_SEED));
      figures.addAll(wrong.figures("audit.liars." + liars));
    }
    return figures;
  }

  /** Of honest auditors that err each for itself. */
  private static List<Figure> mistakes() {
    List<Figure> figures = new ArrayList<>();
    for (int auditors : new int[]{0, AUDITORS}) {
      Wrong wrong = wrong(
          seed -> AuditTrialPlan.ofSpeed(seed, auditors, JOBS_A_SEED, 5, 20).erring(MISTAKES));
      figures.addAll(wrong.figures("audit.mistakes." + who(auditors)));
    }
    return figures;
  }

  /** Plans by seed. */
  private interface Plans {
    AuditTrialPlan of(long seed);
  }

  /** Verdicts of all seeds together. */
  private record Wrong(int bad, int approved, int good, int rejected, int undecided) {
    List<Figure> figures(String name) {
      return List.of(Figure.alone(name + ".approved", approved, "of " + bad + " bad requests"),
          Figure.alone(name + ".rejected", rejected, "of " + good + " good ones"),
          Figure.alone(name + ".undecided", undecided, "of all"));
    }
  }

  private static Wrong wrong(Plans plans) {
    int bad = 0;
    int approved = 0;
    int good = 0;
    int rejected = 0;
    int undecided = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      AuditTrialReport report = AuditTrial.run(plans.of(seed));
      bad += report.bad();
      good += report.jobs() - report.bad();
      approved += report.falseApprovals();
      rejected += report.falseRejections();
      undecided += report.undecided();
    }
    return new Wrong(bad, approved, good, rejected, undecided);
  }

  private static List<Figure> latency(Plot plot, int auditors, double serviceMs) {
    List<Figure> figures = new ArrayList<>();
    List<Plot.Point> points = new ArrayList<>();
    for (int index = 0; index < RATES.length; index++) {
      AuditTrialReport report = AuditTrial
          .run(AuditTrialPlan.ofSpeed(1, auditors, JOBS[index], RATES[index], serviceMs));
      String name = String.format(Locale.ROOT, "audit.%s.%.0fms.%d", who(auditors), serviceMs, RATES[index]);
      figures.addAll(timed(name, report));
      points.add(new Plot.Point(Math.log10(RATES[index]), Math.log10(Math.max(1, report.latencyMs(0.5)))));
      System.err.println(name + ": median " + report.latencyMs(0.5) + " ms");
    }
    plot.line(String.format(Locale.ROOT, "%s, %.0f ms a judgment", who(auditors), serviceMs), points);
    return figures;
  }

  private static List<Figure> radio() {
    AuditTrialReport report = AuditTrial.run(
        AuditTrialPlan.ofSpeed(1, AUDITORS, RADIO_JOBS, RADIO_PER_SECOND, 400).over(MediumKind.SX1276));
    List<Figure> figures = new ArrayList<>(timed("audit.quorum.radio", report));
    figures.add(Figure.alone("audit.quorum.radio.undecided", report.undecided(), "of " + RADIO_JOBS));
    return figures;
  }

  private static List<Figure> timed(String name, AuditTrialReport report) {
    return List.of(Figure.alone(name + ".median", report.latencyMs(0.5), "ms"),
        Figure.alone(name + ".p99", report.latencyMs(0.99), "ms"),
        Figure.alone(name + ".rate", report.verdictsPerSecond(), "verdicts/s"),
        Figure.alone(name + ".frames", (double) report.transmissions() / report.jobs(), "a request"));
  }

  private static String who(int auditors) {
    return auditors == 0 ? "central" : "quorum";
  }
}
