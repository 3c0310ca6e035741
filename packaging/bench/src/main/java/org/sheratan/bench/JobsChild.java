package org.sheratan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.wire.JobCodec;
import org.sheratan.radio.frame.Priority;

/**
 * What {@link JobsBench} runs in a Java of its own: {@code fill}, {@code again} or {@code rates}, the folder, jobs stored, jobs pending.
 * Ends by being killed, as when the power goes.
 */
final class JobsChild {
  static final int KILLED = 137;
  static final int THREADS = 64;
  static final Origin ORIGIN = new Origin(Origin.Zone.SIMULATION, "bench");
  /** Fewer than the node's inbox takes at once. */
  private static final int AT_ONCE = 200;
  private static final int SAMPLES = 2_000;
  private static final int PAGES = 500;
  private static final int PAGE = 50;
  private static final long RATE_MS = 5_000;
  private static final long DAY_MS = 24L * 3600 * 1000;

  private JobsChild() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    int stored = Integer.parseInt(arguments[2]);
    int pending = Integer.parseInt(arguments[3]);
    switch (arguments[0]) {
      case "fill" -> fill(folder, stored, pending);
      case "again" -> again(folder, pending);
      default -> rates(Files.createDirectory(folder.resolve("rates")));
    }
    System.out.flush();
    Runtime.getRuntime().halt(KILLED);
  }

  private static void fill(Path folder, int stored, int pending) throws Exception {
    JobsNode node = JobsNode.open(folder, 2 * pending + SAMPLES);
    for (int done = 0; done < stored; done += AT_ONCE) {
      List<JobId> ids = submit(node, Math.min(AT_ONCE, stored - done));
      together(ids.stream().map(id -> (Command) new Command.Cancel(id)).toList(), node);
    }
    List<JobId> waiting = new ArrayList<>();
    while (waiting.size() < pending) {
      waiting.addAll(submit(node, Math.min(AT_ONCE, pending - waiting.size())));
    }
    System.err.println(stored + " jobs stored, " + pending + " pending");
    double[] submits = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      long began = System.nanoTime();
      JobId id = node.answer(submission(sample), Answer.Accepted.class).job().id();
      submits[sample] = (System.nanoTime() - began) / 1e6;
      node.answer(new Command.Cancel(id), Answer.OneJob.class);
    }
    print("submit", submits);
    print("page", pages(node, waiting, Optional.empty()));
    print("none", pages(node, waiting, Optional.of(JobState.FAILED)));
    System.out.println("heap " + heapMb());
    System.out.println("decision " + Decisions.microseconds(folder.resolve("alone"), pending));
  }

  /** @param state of which there is none, or any */
  private static double[] pages(JobsNode node, List<JobId> ids, Optional<JobState> state) {
    Random random = new Random(1);
    double[] pages = new double[PAGES];
    for (int sample = 0; sample < PAGES; sample++) {
      Optional<JobId> after = sample % 2 == 0
          ? Optional.empty()
          : Optional.of(ids.get(random.nextInt(ids.size())));
      long began = System.nanoTime();
      node.answer(new Command.ListJobs(state, after, PAGE), Answer.Jobs.class);
      pages[sample] = (System.nanoTime() - began) / 1e6;
    }
    return pages;
  }

  /** Jobs taken a second, and rows of the same length. */
  private static void rates(Path folder) throws Exception {
    JobsNode node = JobsNode.open(folder, Integer.MAX_VALUE);
    double ours = Crew.perSecond(THREADS, RATE_MS,
        (thread, count) -> node.answer(submission(count), Answer.Accepted.class));
    Job job = node.answer(submission(0), Answer.Accepted.class).job();
    double peer = SqliteCommits.shared(Files.createDirectory(folder.resolve("peer")), THREADS, RATE_MS,
        JobCodec.encode(job).toArray());
    System.out.println("rate " + ours);
    System.out.println("sqlite " + peer);
  }

  private static void again(Path folder, int pending) throws Exception {
    long began = System.nanoTime();
    JobsNode node = JobsNode.open(folder, 2 * pending + SAMPLES);
    System.err.println("opened after " + (System.nanoTime() - began) / 1_000_000 + " ms");
    Answer answer = node.ask(submission(0)).join();
    while (!(answer instanceof Answer.Accepted)) {
      answer = node.ask(submission(0)).join();
    }
    System.out.println("accepting " + (System.nanoTime() - began) / 1e6);
    while (!node.indexComplete()) {
      // A turn of the node later.
      node.answer(new Command.Status(), Answer.StatusReport.class);
    }
    System.out.println("index " + (System.nanoTime() - began) / 1e6);
  }

  private static List<JobId> submit(JobsNode node, int count) {
    List<Command> commands = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      commands.add(submission(number));
    }
    return together(commands, node).stream().map(answer -> ((Answer.Accepted) answer).job().id()).toList();
  }

  private static List<Answer> together(List<Command> commands, JobsNode node) {
    List<CompletableFuture<Answer>> answers = commands.stream().map(node::ask).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** One that stays pending: nobody bids at that price. */
  static Command submission(long number) {
    return new Command.Submit(spec(number), ORIGIN);
  }

  static JobSpec spec(long number) {
    return new JobSpec(JobsNode.KIND, Json.Obj.EMPTY.with("text", "job " + number), Priority.NORMAL, DAY_MS,
        List.of(), 0, 5, false, Optional.empty());
  }

  private static void print(String name, double[] sampled) {
    Arrays.sort(sampled);
    System.out.println(name + ".median " + sampled[sampled.length / 2]);
    System.out.println(name + ".p99 " + sampled[sampled.length * 99 / 100]);
  }

  private static double heapMb() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
  }
}
