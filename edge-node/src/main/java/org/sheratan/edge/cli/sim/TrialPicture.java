package org.sheratan.edge.cli.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.sheratan.core.sim.DeathTrial;
import org.sheratan.core.sim.KillTrial;
import org.sheratan.core.sim.ReasonTrial;
import org.sheratan.core.sim.SpeedTrial;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;

/** What a trial measured, as a picture in a file. */
record TrialPicture(Path file) {
  private static final String ELSEWHERE = "--plot with a file in a folder that may be written";

  /** Before a trial of minutes: afterwards nobody would have its figures. */
  void check() throws CommandFailure {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)
        || !Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new CommandFailure(ExitStatus.USAGE, "--plot: " + file + " cannot be written", ELSEWHERE);
    }
  }

  /** @param what such as {@code 1000 jobs of 10 s} */
  void speed(String what, List<SpeedTrial.Pace> paces) throws CommandFailure {
    int most = paces.getLast().nodes();
    write(new Plot("SIMULATION: " + what + " over N nodes", "nodes", most, "speed-up", most)
        .line("measured", paces.stream()
            .map(pace -> new Plot.Point(pace.nodes(), pace.over(paces.getFirst()))).toList())
        .line("N", List.of(new Plot.Point(1, 1), new Plot.Point(most, most)))
        .line("wanted: 0.9 N up to 5, 0.8 N at 10",
            List.of(new Plot.Point(1, 0.9), new Plot.Point(5, 4.5), new Plot.Point(most, 0.8 * most))));
  }

  /** @param untouched the same jobs with no node killed */
  void kills(String what, KillTrial.Toll killed, SpeedTrial.Pace untouched) throws CommandFailure {
    double endS = Math.max(killed.tookMs(), untouched.tookMs()) / 1000.0;
    write(new Plot("SIMULATION: " + what + ", " + killed.kills() + " kills, " + killed.lost() + " lost",
        "seconds", endS, "jobs ended", killed.jobs())
        .line("one of " + killed.nodes() + " nodes killed every 30 s", killed.course().stream()
            .map(step -> new Plot.Point(step.atMs() / 1000.0, step.ended())).toList())
        .line("no node killed", List.of(new Plot.Point(0, 0),
            new Plot.Point(untouched.tookMs() / 1000.0, untouched.jobs()))));
  }

  void deaths(String what, List<DeathTrial.Toll> tolls) throws CommandFailure {
    int most = tolls.stream().mapToInt(toll -> Math.max(toll.lost(), toll.lostWithAll())).max().orElse(0);
    write(new Plot("SIMULATION: " + what, "durability: nodes that keep a job", tolls.getLast().copies(),
        "jobs lost", Math.max(1, most))
        .line("lost although one that had it lives", tolls.stream()
            .map(toll -> new Plot.Point(toll.copies(), toll.lost())).toList())
        .line("lost with all that had it", tolls.stream()
            .map(toll -> new Plot.Point(toll.copies(), toll.lostWithAll())).toList()));
  }

  void reason(List<ReasonTrial.Told> told) throws CommandFailure {
    int most = told.getLast().nodes();
    write(new Plot("SIMULATION: a job for a GPU, in meshes without one", "nodes", most,
        "ms until the reason", 1_000)
        .line("measured", told.stream()
            .map(each -> new Plot.Point(each.nodes(), each.afterMs())).toList())
        .line("wanted: within 1 s", List.of(new Plot.Point(1, 1_000), new Plot.Point(most, 1_000))));
  }

  private void write(Plot picture) throws CommandFailure {
    try {
      Files.writeString(file, picture.svg());
    } catch (IOException unwritable) {
      throw new CommandFailure(ExitStatus.FAILURE, file + " cannot be written: " + FileTrouble.of(unwritable),
          ELSEWHERE);
    }
  }
}
