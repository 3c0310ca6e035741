package org.sheratan.core.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.mission.JobId;

/**
 * Which jobs wait for which to be completed. Kept in memory alone: a job that another waits for and that is not alive
 * any more was completed, for otherwise the other would have ended in the same commit. Circles cannot be, since a job
 * depends only on what was there before it.
 */
final class Followers {
  private final Map<JobId, NavigableSet<JobId>> waitingFor = new TreeMap<>();
  private final Map<JobId, NavigableSet<JobId>> followers = new TreeMap<>();

  /** @param needs those that are not ended; none waits for nothing */
  void add(JobId job, Collection<JobId> needs) {
    if (!needs.isEmpty()) {
      waitingFor.put(job, new TreeSet<>(needs));
      needs.forEach(need -> followers.computeIfAbsent(need, none -> new TreeSet<>()).add(job));
    }
  }

  /** What the job waits for, the first of them and how many there are; empty when it waits for nothing. */
  Optional<String> why(JobId job) {
    return Optional.ofNullable(waitingFor.get(job))
        .map(needs -> "waits for job " + needs.first()
            + (needs.size() > 1 ? " and " + (needs.size() - 1) + " more" : ""));
  }

  /** Those that waited for {@code ended}. */
  List<JobId> of(JobId ended) {
    return List.copyOf(followers.getOrDefault(ended, new TreeSet<>()));
  }

  /** A job that {@code job} waited for is completed. True when it was the last. */
  boolean completed(JobId job, JobId need) {
    NavigableSet<JobId> left = waitingFor.get(job);
    left.remove(need);
    if (left.isEmpty()) {
      waitingFor.remove(job);
    }
    return left.isEmpty();
  }

  /** It ended, and nobody is told of it again. */
  void forget(JobId job) {
    followers.remove(job);
    NavigableSet<JobId> needs = waitingFor.remove(job);
    if (needs != null) {
      needs.forEach(need -> followers.computeIfPresent(need, (id, waiting) -> {
        waiting.remove(job);
        return waiting.isEmpty() ? null : waiting;
      }));
    }
  }
}
