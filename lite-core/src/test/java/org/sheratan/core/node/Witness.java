package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.JobObserver.AttemptEnd;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.NodeId;

/** Checks, decision by decision, what must always hold, whatever is lost and whoever dies. */
final class Witness {
  final Map<JobId, JobState> ended = new TreeMap<>();
  final List<String> story = new ArrayList<>();
  private final Map<JobId, Integer> taken = new TreeMap<>();
  private final Map<JobId, Integer> held = new TreeMap<>();
  private final Map<String, WorldNode> running = new TreeMap<>();
  private final TreeSet<JobId> accepted = new TreeSet<>();

  JobObserver of(WorldNode node) {
    return new Seat(node);
  }

  void crashed(WorldNode node) {
    tell(node, "down");
    running.values().removeIf(node::equals);
  }

  long count(String word) {
    return story.stream().filter(line -> line.contains(word)).count();
  }

  private void tell(WorldNode node, String what) {
    story.add(node + ": " + what);
  }

  @Override
  public String toString() {
    return String.join("\n", story);
  }

  /** Where it watches one node from. */
  private final class Seat implements JobObserver {
    private final WorldNode node;

    Seat(WorldNode node) {
      this.node = node;
    }

    @Override
    public void restored(Job job) {
      // What reached the disk just before a crash was never told.
      tell(node, "restored " + job.id() + " " + job.state() + "/" + job.attempt());
      assertNull(ended.get(job.id()), "ended and alive again: " + job.id());
      held.remove(job.id());
      if (job.state() == JobState.WORKING) {
        held.put(job.id(), job.attempt());
      }
    }

    @Override
    public void accepted(JobId job) {
      tell(node, "accepted " + job);
      assertTrue(accepted.add(job), "accepted twice: " + job);
    }

    @Override
    public void awarded(JobId job, int attempt, NodeId worker) {
      tell(node, "awarded " + job + "/" + attempt + " to " + worker);
      assertNull(held.put(job, attempt), "awarded while the last award holds: " + job + "/" + attempt);
      running.forEach((run, worksFor) -> assertTrue(!run.startsWith(job + "/"),
          () -> "awarded while it still runs: " + run + " " + Witness.this));
    }

    @Override
    public void attemptEnded(JobId job, int attempt, AttemptEnd why) {
      tell(node, "attempt ended " + job + "/" + attempt + " " + why);
      assertEquals(attempt, held.remove(job), "ended an attempt that did not hold: " + job);
      assertTrue(why != AttemptEnd.LEASE_LOST || !running.containsKey(job + "/" + attempt),
          () -> "the owner gave the lease up before its worker stopped\n" + Witness.this);
    }

    @Override
    public void taken(JobId job, int attempt) {
      tell(node, "taken " + job + "/" + attempt);
      assertNull(taken.put(job, attempt), "taken twice: " + job);
    }

    @Override
    public void late(JobId job, int attempt) {
      tell(node, "late " + job + "/" + attempt);
    }

    @Override
    public void ended(JobId job, JobState state) {
      tell(node, "ended " + job + " " + state);
      assertNull(ended.put(job, state), "ended twice: " + job);
      assertTrue(state.terminal());
    }

    @Override
    public void toolStarted(JobId job, int attempt) {
      tell(node, "tool started " + job + "/" + attempt);
      assertNull(running.put(job + "/" + attempt, node), "the same attempt runs twice");
    }

    @Override
    public void toolStopped(JobId job, int attempt) {
      tell(node, "tool stopped " + job + "/" + attempt);
      running.remove(job + "/" + attempt);
    }
  }
}
