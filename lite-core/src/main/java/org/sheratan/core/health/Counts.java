package org.sheratan.core.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobState;

/** What happened since the latest sample. */
final class Counts {
  private static final String LLM_KINDS = "llm_call|agent_plan";
  private static final int SAMPLES_AN_HOUR = 3_600 / Baselines.SAMPLE_SECONDS;

  private int ended;
  private int completed;
  private int asked;
  private int answered;
  private long latencyMs;
  private int auctions;
  private int awards;
  /** Of each sample of the last hour, the present one first. */
  private final Deque<Integer> transitions = new ArrayDeque<>(List.of(0));

  void moved(JobEvent event, Job after) {
    if (event instanceof JobEvent.Awarded) {
      auctions++;
      awards++;
    } else if (event instanceof JobEvent.AuctionClosed) {
      auctions++;
    } else if (after.state().terminal() && after.state() != JobState.CANCELLED) {
      ended(after);
    }
  }

  private void ended(Job job) {
    boolean well = job.state() == JobState.COMPLETED;
    ended++;
    if (well) {
      completed++;
      latencyMs += Math.max(0, job.ageMs() - job.waitedMs());
    }
    if (job.spec().kind().matches(LLM_KINDS)) {
      asked++;
      answered += well ? 1 : 0;
    }
  }

  void transition() {
    transitions.addFirst(transitions.removeFirst() + 1);
  }

  /** And begins anew. */
  Sample take() {
    SortedMap<Metric, Float> values = new TreeMap<>();
    share(values, Metric.JOB_SUCCESS, completed, ended);
    share(values, Metric.JOB_LATENCY, latencyMs, completed);
    share(values, Metric.LLM_SUCCESS, answered, asked);
    share(values, Metric.WORKERS, awards, auctions);
    values.put(Metric.TRANSITIONS, (float) transitions.stream().mapToInt(Integer::intValue).sum());
    transitions.addFirst(0);
    if (transitions.size() > SAMPLES_AN_HOUR) {
      transitions.removeLast();
    }
    ended = completed = asked = answered = auctions = awards = 0;
    latencyMs = 0;
    return new Sample(values);
  }

  private static void share(SortedMap<Metric, Float> values, Metric metric, long part, int whole) {
    if (whole > 0) {
      values.put(metric, (float) part / whole);
    }
  }
}
