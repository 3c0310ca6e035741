package org.sheratan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.radio.secure.NetworkKey;

/**
 * The packaged daemon on its own runtime: from its start until it is ready, and its resident memory some time later,
 * with and without the archive of loaded classes, in turn. One UDP link and one emulated RNode. Medians of the rounds.
 * System properties {@code sheratan.bench.seconds} (20) and {@code sheratan.bench.rounds} (5) make it shorter.
 */
final class FootprintBench implements Benchmark {
  private static final double WANTED_READY_MS = 1000;
  private static final double WANTED_RATIO = 0.6;
  private static final double WANTED_MB = 80;
  private static final Map<String, String> WITHOUT = Map.of("SHERATAN_JAVA_OPTS", "-Xshare:off");

  /** @param readyMs from the start of the launcher */
  private record Start(double readyMs, double residentMb) {}

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String setting() {
    return "real daemons of target/packaging/root-" + architecture() + ", one emulated RNode each";
  }

  @Override
  public List<Figure> run() throws Exception {
    int seconds = Integer.getInteger("sheratan.bench.seconds", 20);
    int rounds = Integer.getInteger("sheratan.bench.rounds", 5);
    List<Start> with = new ArrayList<>();
    List<Start> without = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      with.add(start(Map.of(), seconds));
      without.add(start(WITHOUT, seconds));
      System.err.printf("round %d of %d: with %s, without %s%n", round + 1, rounds, with.getLast(),
          without.getLast());
    }
    double readyMs = Crew.median(with.stream().map(Start::readyMs).toList());
    double plainMs = Crew.median(without.stream().map(Start::readyMs).toList());
    return List.of(Figure.atMost("footprint.ready", readyMs, "ms", "the goal", WANTED_READY_MS),
        Figure.alone("footprint.ready.no-archive", plainMs, "ms"),
        Figure.atMost("footprint.ready.share", readyMs / plainMs, "of that", "the goal", WANTED_RATIO),
        Figure.atMost("footprint.resident", Crew.median(with.stream().map(Start::residentMb).toList()), "MB",
            "the goal, " + seconds + " s after ready", WANTED_MB),
        Figure.alone("footprint.resident.no-archive",
            Crew.median(without.stream().map(Start::residentMb).toList()), "MB"));
  }

  private static Start start(Map<String, String> environment, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("sheratan-footprint");
    Path modem = folder.resolve("modem");
    Process emulator = new ProcessBuilder(IdleBench.launcher().toString(), "dev", "rnode-emulator", "--pty",
        modem.toString()).redirectErrorStream(true).start();
    try {
      // It says where it is, and then what happens, which nobody needs.
      emulator.inputReader().readLine();
      NetworkKey network = NetworkKey.generate(new SystemRandomness());
      String radio = "[radio]\nboard = \"modem\"\nport = \"%s\"\nregion = \"EU868\"\nairtime_dir = \"%s\"\n"
          .formatted(modem, folder.resolve("airtime"));
      try (IdleNode node = IdleNode.start(packaged(), folder.resolve("node"), network, IdleBench.freePort(),
          radio,
          environment)) {
        double readyMs = node.readyMs();
        node.stayFor(seconds);
        return new Start(readyMs, node.residentMb());
      }
    } finally {
      emulator.destroy();
      emulator.waitFor();
      IdleBench.delete(folder);
    }
  }

  private static Path packaged() throws Exception {
    Path program = IdleBench.launcher().resolveSibling("target").resolve("packaging")
        .resolve("root-" + architecture()).resolve("usr/bin/sheratan");
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "there is no " + program + ": run packaging/build root " + architecture());
    }
    return program;
  }

  /** As Debian names it. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : System.getProperty("os.arch");
  }
}
