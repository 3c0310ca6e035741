package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.sheratan.core.mission.Custody;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** Many nodes lose power at once, for good, right after jobs were accepted at all of them. */
public final class DeathTrial {
  private static final int JOB_MS = 60_000;
  /** Whatever is asked for, an answer ends where its node has told enough: all of them are followed. */
  private static final int PAGE = 20;
  private static final long MAX_ACCEPT_MS = 120_000;
  private static final long LOOK_MS = 60_000;
  private static final long MAX_MS = 3_600_000;

  private final TrialFleet trial;
  private final int nodes;
  private final SortedMap<JobId, Custody> accepted = new TreeMap<>();
  private final SortedSet<Integer> dead = new TreeSet<>();
  private int answered;

  private DeathTrial(int nodes, long seed) {
    this.nodes = nodes;
    this.trial = new TrialFleet(nodes, seed, JOB_MS);
  }

  /**
   * @param copies nodes that had each job on disk
   * @param lost accepted, and completed by no living node, although one that had it on disk lives
   * @param lostWithAll the same, where all that had it on disk are dead
   */
  public record Toll(int nodes, int killed, int copies, int accepted, int lost, int lostWithAll,
      long tookMs) {}

  /** @param killed of {@code nodes}, at once and for good */
  public static Toll run(int nodes, int killed, int jobs, int copies, long seed) {
    return new DeathTrial(nodes, seed).run(killed, jobs, copies, seed);
  }

  private Toll run(int killed, int jobs, int copies, long seed) {
    Fleet fleet = trial.fleet();
    for (int number = 0; number < jobs; number++) {
      fleet.submit(number % nodes, TrialFleet.job(number).kept(copies), answer -> {
        answered++;
        if (answer instanceof Answer.Accepted(Job job, boolean known)) {
          accepted.put(job.id(), job.notes().custody());
        }
      });
    }
    trial.until(() -> answered == jobs, MAX_ACCEPT_MS);
    long diedMs = fleet.nowMs();
    Entropy entropy = new SeededEntropy(seed).fork("deaths");
    while (dead.size() < killed) {
      dead.add(entropy.nextInt(nodes));
    }
    dead.forEach(fleet::kill);
    SortedSet<JobId> done = done();
    while (done.size() < accepted.size() - orphans(done).size() && fleet.nowMs() < diedMs + MAX_MS) {
      fleet.advance(fleet.nowMs() + LOOK_MS);
      done = done();
    }
    List<JobId> orphans = orphans(done);
    return new Toll(nodes, killed, copies, accepted.size(), accepted.size() - done.size() - orphans.size(),
        orphans.size(), fleet.nowMs() - diedMs);
  }

  /** Not done, and nobody alive has it. */
  private List<JobId> orphans(SortedSet<JobId> done) {
    SortedSet<String> gone = new TreeSet<>();
    dead.forEach(index -> gone.add(trial.fleet().owner(index)));
    return accepted.keySet().stream().filter(job -> !done.contains(job) && gone.contains(job.owner())
        && accepted.get(job).heirs().stream().allMatch(heir -> gone.contains(heir.node().shortName())))
        .toList();
  }

  /** What living nodes say that they, or their deputies, have completed. */
  private SortedSet<JobId> done() {
    List<Job> jobs = new ArrayList<>();
    SortedMap<Integer, Optional<JobId>> pages = new TreeMap<>();
    IntStream.range(0, nodes).forEach(index -> pages.put(index, Optional.empty()));
    while (!pages.isEmpty()) {
      SortedMap<Integer, Optional<JobId>> asked = new TreeMap<>(pages);
      pages.clear();
      asked.forEach((index, after) -> trial.fleet().ask(index,
          new Command.ListJobs(Optional.of(JobState.COMPLETED), after, PAGE), answer -> {
            Answer.Jobs page = (Answer.Jobs) answer;
            jobs.addAll(page.jobs());
            page.next().ifPresent(next -> pages.put(index, Optional.of(next)));
          }));
      trial.fleet().advance(trial.fleet().nowMs() + 1_000);
    }
    SortedSet<JobId> done = new TreeSet<>();
    jobs.forEach(job -> done.add(job.notes().custody().deputyOf().orElse(job.id())));
    done.retainAll(accepted.keySet());
    return done;
  }
}
