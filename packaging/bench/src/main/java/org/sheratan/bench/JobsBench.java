package org.sheratan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node with 100,000 ended jobs on disk and 10,000 pending ones, in a Java of its own with a heap of 64 MB: how long one more
 * job, a page of the list, one of a filter that nothing matches, and one decision of the dispatcher take, and how soon the node
 * takes jobs again after it was killed; SQLite beside it with as many bytes a job. System properties {@code sheratan.bench.stored} (100000) and
 * {@code sheratan.bench.pending} (10000) make it smaller; the folder is that of {@link JournalBench}.
 */
final class JobsBench implements Benchmark {
  private static final double WANTED_SUBMIT_MS = 20;
  private static final double WANTED_DECISION_US = 50;
  private static final double WANTED_PAGE_MS = 20;
  private static final double WANTED_RESTART_MS = 2_000;

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public String setting() {
    return "real node without links on real files, heap of 64 MB, " + stored() + " jobs stored, " + pending()
        + " pending";
  }

  @Override
  public List<Figure> run() throws Exception {
    Path folder = Files.createTempDirectory(
        Path.of(System.getProperty("sheratan.bench.folder", ".")).toAbsolutePath(), "sheratan-jobs-");
    try {
      Map<String, Double> filled = child("fill", folder);
      Map<String, Double> again = child("again", folder);
      return figures(filled, again, child("rates", folder));
    } finally {
      IdleBench.delete(folder);
    }
  }

  private static List<Figure> figures(Map<String, Double> filled, Map<String, Double> again,
      Map<String, Double> rates) {
    return List.of(
        Figure.atMost("jobs.submit.p99", filled.get("submit.p99"), "ms", "the goal", WANTED_SUBMIT_MS),
        Figure.alone("jobs.submit.median", filled.get("submit.median"), "ms"),
        Figure.atMost("jobs.decision", filled.get("decision"), "us", "the goal", WANTED_DECISION_US),
        Figure.atMost("jobs.page.p99", filled.get("page.p99"), "ms", "the goal", WANTED_PAGE_MS),
        Figure.alone("jobs.page.median", filled.get("page.median"), "ms"),
        Figure.atMost("jobs.page.none.p99", filled.get("none.p99"), "ms", "the goal", WANTED_PAGE_MS),
        Figure.alone("jobs.page.none.median", filled.get("none.median"), "ms"),
        Figure.atLeast("jobs.submit.rate", rates.get("rate"), "jobs/s",
            "SQLite WAL FULL, " + JobsChild.THREADS + " threads on one connection", rates.get("sqlite")),
        Figure.alone("jobs.heap", filled.get("heap"), "MB used after a collection"),
        Figure.atMost("jobs.restart", again.get("accepting"), "ms to the first job taken", "the goal",
            WANTED_RESTART_MS),
        Figure.alone("jobs.restart.index", again.get("index"), "ms until the index is complete"));
  }

  /** Runs one part in a Java of its own; what it prints as {@code name value} are figures. */
  private static Map<String, Double> child(String part, Path folder)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        JobsChild.class.getName(), part, folder.toString(), Integer.toString(stored()),
        Integer.toString(pending())));
    Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, Double> figures = new TreeMap<>();
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ");
        figures.put(parts[0], Double.parseDouble(parts[1]));
      }
    }
    if (process.waitFor() != JobsChild.KILLED) {
      throw new IllegalStateException(part + " ended with status " + process.exitValue());
    }
    return figures;
  }

  private static int stored() {
    return Integer.getInteger("sheratan.bench.stored", 100_000);
  }

  private static int pending() {
    return Integer.getInteger("sheratan.bench.pending", 10_000);
  }
}
