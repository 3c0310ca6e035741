package org.sheratan.core.sim;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;

/**
 * What every node has promised about every job, once durable, and whether it was kept:
 *
 * <ul>
 * <li>an accepted job reaches exactly one terminal state at its owner;
 * <li>no result is taken twice, none after the end;
 * <li>no award follows another without that one's lease lost, refused or reported as ended;
 * <li>no job id is given twice;
 * <li>a job that a gate held is awarded only after somebody was asked to decide about it and did;
 * <li>no tool goes on from what no tool of the same job handed in.
 * </ul>
 *
 * An owner whose disk was rolled back or copied is released from what it promised about jobs up to then, never from the
 * last.
 */
final class Promises {
  private final Consumer<String> broken;
  private final SortedSet<JobId> accepted = new TreeSet<>();
  private final SortedMap<JobId, List<JobId>> needed = new TreeMap<>();
  private final SortedMap<JobId, JobState> finals = new TreeMap<>();
  private final SortedMap<JobId, Integer> openAward = new TreeMap<>();
  private final SortedMap<JobId, Integer> taken = new TreeMap<>();
  private final SortedMap<JobId, JobState> ended = new TreeMap<>();
  private final SortedSet<JobId> held = new TreeSet<>();
  private final SortedSet<JobId> asked = new TreeSet<>();
  private final SortedSet<JobId> given = new TreeSet<>();
  private final SortedMap<String, Integer> releasedThrough = new TreeMap<>();
  private long awards;
  private long heldEver;
  private int kept;
  private int deputies;

  /** @param broken told what was broken; ends the simulation */
  Promises(Consumer<String> broken) {
    this.broken = broken;
  }

  /** @param needs what it depends on */
  void accepted(JobId job, List<JobId> needs) {
    if (!released(job)) {
      accepted.add(job);
      needed.put(job, needs);
    }
  }

  /** The latest job that {@code owner} accepted and is held to, and that depends on none. */
  Optional<JobId> latestOf(String owner) {
    return accepted.stream().filter(job -> job.owner().equals(owner) && needed.get(job).isEmpty())
        .reduce((earlier, later) -> later);
  }

  /** An id became durable at its owner, whichever life of it that is. */
  void given(JobId job) {
    if (!given.add(job)) {
      broken.accept(job + " was given to two jobs");
    }
  }

  /** {@code owner} was restored or copied in {@code epoch}: it may know nothing of its jobs up to then, or act twice. */
  void release(String owner, int epoch) {
    releasedThrough.merge(owner, epoch, Math::max);
    accepted.removeIf(this::released);
  }

  private boolean released(JobId job) {
    return job.epoch() <= releasedThrough.getOrDefault(job.owner(), 0);
  }

  private void broken(JobId job, String what) {
    if (!released(job)) {
      broken.accept(job + what);
    }
  }

  /** Found alive in its owner's journal after a crash, which may have hidden a last decision from us. */
  void restored(JobId job, JobState state, int attempt) {
    if (ended.containsKey(job)) {
      broken(job, " was " + ended.get(job).word() + " before the crash and lives again");
    }
    if (held.contains(job) && state != JobState.HELD && !asked.contains(job)) {
      broken(job, " was held before the crash, nobody decided, and it is " + state.word());
    }
    if (state == JobState.HELD) {
      held.add(job);
    } else {
      held.remove(job);
    }
    if (state == JobState.WORKING) {
      openAward.put(job, attempt);
    } else {
      openAward.remove(job);
    }
  }

  void held(JobId job) {
    held.add(job);
    heldEver++;
  }

  /** From now on somebody may have decided about it, whether or not that was heard of. */
  void asked(JobId job) {
    asked.add(job);
  }

  void decided(JobId job) {
    if (!held.remove(job)) {
      broken(job, " was decided about and is not held");
    }
    if (!asked.contains(job)) {
      broken(job, " was decided about and nobody was asked");
    }
  }

  void awarded(JobId job, int attempt) {
    awards++;
    if (held.contains(job)) {
      broken(job, " attempt " + attempt + " awarded while it is held");
    }
    Integer open = openAward.put(job, attempt);
    if (open != null) {
      broken(job, " attempt " + attempt + " awarded while attempt " + open + " held its lease");
    }
    if (ended.containsKey(job)) {
      broken(job, " awarded after it was " + ended.get(job).word());
    }
  }

  /** The owner holds the lease for lost, but the tool runs. */
  void outlived(JobId job, int attempt) {
    broken(job, " attempt " + attempt + " still runs although its owner holds the lease for lost");
  }

  /** A tool was to go on from a step that none had handed in. */
  void resumed(JobId job, int step) {
    broken(job, " went on from step " + step + ", which nobody handed in");
  }

  void attemptEnded(JobId job, int attempt) {
    openAward.remove(job, attempt);
  }

  void taken(JobId job, int attempt) {
    Integer before = taken.put(job, attempt);
    if (before != null) {
      broken(job, " result taken twice: attempts " + before + " and " + attempt);
    }
    if (ended.containsKey(job)) {
      broken(job, " result taken after it was " + ended.get(job).word());
    }
  }

  void ended(JobId job, JobState state) {
    JobState before = ended.put(job, state);
    if (before != null) {
      broken(job, " ended twice: " + before.word() + " and " + state.word());
    }
    if (state == JobState.COMPLETED && !taken.containsKey(job)) {
      broken(job, " completed without a result taken");
    }
  }

  /** What a living owner says of an accepted job after everything has healed. */
  void finallyIs(JobId job, JobState state) {
    if (!state.terminal()) {
      broken(job, " is still " + state.word() + " long after everything healed");
    }
    finals.put(job, state);
    // Its owner gave it a later name than what it depends on, so those were asked about before.
    for (JobId need : needed.getOrDefault(job, List.of())) {
      JobState end = finals.getOrDefault(need, JobState.COMPLETED);
      if (state == JobState.COMPLETED && end != JobState.COMPLETED) {
        broken(job, " was run although " + need + ", which it depends on, ended as " + end.word());
      }
    }
    JobState told = ended.get(job);
    if (told != null && told != state) {
      broken(job, " was " + told.word() + " and is now " + state.word());
    }
  }

  void lost(JobId job) {
    broken(job, " was accepted and is no longer known to its owner");
  }

  SortedSet<JobId> accepted() {
    return accepted;
  }

  int endedCount() {
    return ended.size();
  }

  /** A job was accepted that so many others keep. */
  void keptBy(int heirs) {
    kept += heirs > 0 ? 1 : 0;
  }

  void standsIn() {
    deputies++;
  }

  int kept() {
    return kept;
  }

  int deputies() {
    return deputies;
  }

  long heldEver() {
    return heldEver;
  }

  long awards() {
    return awards;
  }
}
