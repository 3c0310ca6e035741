package org.sheratan.core.sim;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/** The tools of one simulated node: they take virtual time and report progress. */
final class SimTools {
  /** Of a stateful tool, one a second. */
  static final int STEPS = 50;
  private static final int STEP_MS = 1_000;
  private static final int PROGRESS_STEPS = 4;

  /** One run in progress. */
  record Run(JobId job, int attempt) implements Comparable<Run> {
    @Override
    public int compareTo(Run other) {
      int byJob = job.compareTo(other.job);
      return byJob != 0 ? byJob : Integer.compare(attempt, other.attempt);
    }
  }

  private final VirtualTime time;
  private final Craft craft;
  private final Entropy entropy;
  private final String node;
  private final Labor labor;
  private final Consumer<ToolEvent> reports;
  private final SortedMap<Run, ToolOrder> running = new TreeMap<>();
  private boolean powered = true;

  SimTools(VirtualTime time, Craft craft, Entropy entropy, String node, Labor labor,
      Consumer<ToolEvent> reports) {
    this.time = time;
    this.craft = craft;
    this.entropy = entropy;
    this.node = node;
    this.labor = labor;
    this.reports = reports;
  }

  void start(ToolOrder order) {
    Run run = new Run(order.job(), order.attempt());
    running.put(run, order);
    if (order.kind().equals(Workload.STATEFUL.name())) {
      step(order, labor.begin(order.job(), order.checkpoint()));
      return;
    }
    long durationMs = craft.durationMs(order, entropy);
    for (int step = 1; step < PROGRESS_STEPS; step++) {
      double done = (double) step / PROGRESS_STEPS;
      time.in((long) (durationMs * done), () -> ifRunning(order,
          () -> reports.accept(new ToolEvent.Progressed(order.job(), order.attempt(), done))));
    }
    ToolEvent end = craft.end(order, entropy);
    time.in(durationMs, () -> ifRunning(order, () -> end(run, end)));
  }

  /** The next one, while there is one. */
  private void step(ToolOrder order, int done) {
    if (done >= STEPS) {
      end(new Run(order.job(), order.attempt()), UsualCraft.success(order));
      return;
    }
    time.in(STEP_MS, () -> ifRunning(order, () -> {
      Bytes checkpoint = labor.step(order.job(), node, done + 1);
      reports.accept(new ToolEvent.Progressed(order.job(), order.attempt(), (done + 1.0) / STEPS,
          Interim.checkpoint("step " + (done + 1), checkpoint).with(Json.Obj.EMPTY.with("steps", done + 1))));
      step(order, done + 1);
    }));
  }

  void stop(ToolOrder order) {
    Run run = new Run(order.job(), order.attempt());
    ToolOrder stopped = running.get(run);
    if (stopped != null) {
      time.in(0, () -> ifRunning(stopped, () -> end(run,
          new ToolEvent.Failed(order.job(), order.attempt(), "stopped", "stopped on request", true))));
    }
  }

  /** Power is gone: nothing reports any more. */
  void crash() {
    powered = false;
    running.clear();
  }

  boolean isRunning(Run run) {
    return running.containsKey(run);
  }

  private void ifRunning(ToolOrder order, Runnable event) {
    if (powered && running.get(new Run(order.job(), order.attempt())) == order) {
      event.run();
    }
  }

  private void end(Run run, ToolEvent event) {
    running.remove(run);
    reports.accept(event);
  }
}
