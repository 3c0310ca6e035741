package org.sheratan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.sheratan.core.store.disk.MapDbIndex;

/**
 * Durable commits of 200 bytes from 64 threads, one record a commit, beside SQLite on the same disk in the same
 * run: rounds take turns, the figure is the median. The folder is the working directory, or the system property
 * {@code sheratan.bench.folder}; it must be on the disk that matters, not in memory.
 */
final class JournalBench implements Benchmark {
  private static final int THREADS = 64;
  private static final int VALUE_BYTES = 200;
  private static final int ROUNDS = 5;
  private static final long ROUND_MS = 3_000;
  private static final long WARM_UP_MS = 1_500;

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public String setting() {
    return "real files";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Double> ours = new ArrayList<>();
    List<Double> shared = new ArrayList<>();
    List<Double> apart = new ArrayList<>();
    round(WARM_UP_MS, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      round(ROUND_MS, ours, shared, apart);
      System.err.printf("round %d of %d: ours %.0f, SQLite shared %.0f, SQLite apart %.0f commits/s%n",
          round + 1,
          ROUNDS, ours.getLast(), shared.getLast(), apart.getLast());
    }
    boolean sharedIsFaster = Crew.median(shared) >= Crew.median(apart);
    return List.of(Figure.atLeast("journal.commits", Crew.median(ours), "commits/s",
        "SQLite WAL FULL, " + (sharedIsFaster ? "one shared connection" : THREADS + " connections"),
        Crew.median(sharedIsFaster ? shared : apart)));
  }

  static String recordName(long count) {
    return String.format("job/%012d", count);
  }

  private static void round(long forMs, List<Double> ours, List<Double> shared, List<Double> apart)
      throws Exception {
    byte[] value = new byte[VALUE_BYTES];
    new Random(forMs).nextBytes(value);
    ours.add(
        inFolder(folder -> JournalCommits.measure(folder, MapDbIndex.open(folder.resolve("index")), THREADS,
            forMs, value)));
    shared.add(inFolder(folder -> SqliteCommits.shared(folder, THREADS, forMs, value)));
    apart.add(inFolder(folder -> SqliteCommits.apart(folder, THREADS, forMs, value)));
  }

  private interface Measurement {
    double in(Path folder) throws Exception;
  }

  private static double inFolder(Measurement measurement) throws Exception {
    Path folder = Files.createTempDirectory(
        Path.of(System.getProperty("sheratan.bench.folder", ".")).toAbsolutePath(),
        "sheratan-bench-");
    try {
      return measurement.in(folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
