package org.sheratan.core.health;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.Now;

/**
 * How this node is. It hears what happens to own jobs and which services are down, measures every five minutes, and moves the
 * state. While it reflects, or an operator paused it, it takes on nothing of its own accord ({@link #refusal}).
 */
public final class Health {
  private static final long SAMPLE_MS = Baselines.SAMPLE_SECONDS * 1_000L;

  private final Durable durable;
  private final Baselines baselines;
  private final Detector detector = new Detector();
  private final Counts counts = new Counts();
  private StateRecord states;
  private List<String> down = List.of();
  private Optional<HealthReport> report = Optional.empty();
  private long sinceMs;
  private long nextSampleMs;

  /** Every start begins paused, but for what an operator wanted and for a node that was looking at itself. */
  public Health(Durable durable, Now now) {
    this.durable = durable;
    this.baselines = new Baselines(durable);
    this.states = read(durable);
    this.sinceMs = now.monoMs();
    this.nextSampleMs = now.monoMs() + SAMPLE_MS;
    if (!throttled() && states.state() != SystemState.PAUSED) {
      move(SystemState.PAUSED, "the node starts", now);
    }
  }

  /** Something happened to an own job; {@code after} as of then. */
  public void moved(JobEvent event, Job after) {
    counts.moved(event, after);
  }

  /** @param services that are down now, in words */
  public void poll(List<String> services, Now now) {
    down = List.copyOf(services);
    Optional<Double> score = Optional.empty();
    if (now.monoMs() >= nextSampleMs) {
      nextSampleMs = now.monoMs() + SAMPLE_MS;
      score = Optional.of(measure(now));
    }
    // A start with something down passes two states at once; never more.
    for (int steps = 0; steps < 2; steps++) {
      Optional<StateMachine.Step> step = StateMachine.next(states.state(), known(score));
      step.ifPresent(next -> move(next.to(), next.reason(), now));
      score = Optional.empty();
    }
  }

  public long nextPollMs() {
    return nextSampleMs;
  }

  /** Why {@code origin} may have nothing done now; empty when it may. People always may. */
  public Optional<String> refusal(Origin origin) {
    boolean ownAccord = origin.zone() == Zone.CHAIN || origin.zone() == Zone.SCHEDULE;
    if (!ownAccord || !throttled()) {
      return Optional.empty();
    }
    String why = states.state() == SystemState.REFLECTIVE ? "the node looks at itself" : "the node is paused";
    return Optional.of(why + " (" + states.transitions().getFirst().reason()
        + "), so it takes on nothing of its own accord");
  }

  private boolean throttled() {
    return states.state() == SystemState.REFLECTIVE || states.held();
  }

  /** What an operator wants; empty when it is done, else why it cannot be. */
  public Optional<String> ask(SystemState to, String reason, String actor, Json.Obj meta, Now now) {
    SystemState from = states.state();
    if (!from.next().contains(to)) {
      return Optional.of("from " + from + " a node goes to "
          + String.join(", ", from.next().stream().map(SystemState::name).toList()));
    }
    move(to, reason, actor, meta, now);
    return Optional.empty();
  }

  public HealthView view(long nowMs) {
    SortedMap<Metric, SortedMap<Window, Baseline>> usual = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      SortedMap<Window, Baseline> windows = new TreeMap<>();
      for (Window window : Window.values()) {
        windows.put(window, baselines.of(metric, window));
      }
      usual.put(metric, windows);
    }
    String reason = states.transitions().isEmpty() ? "" : states.transitions().getFirst().reason();
    return new HealthView(states.state(), reason, Math.max(0, nowMs - sinceMs), down, states.transitions(),
        report, detector.latest(), usual);
  }

  private double measure(Now now) {
    Sample sample = counts.take();
    List<Anomaly> found = detector.look(sample, baselines, states.state(), now.vouchedWallMs());
    baselines.add(sample);
    double score = HealthReport.score(states.state(), sample.values());
    long number = report.map(HealthReport::number).orElse(0L) + 1;
    report = Optional.of(new HealthReport(number, states.state(), score, down, sample.values(), found,
        now.vouchedWallMs()));
    return score;
  }

  private StateMachine.Known known(Optional<Double> score) {
    return new StateMachine.Known(states.held(), down, detector.unusual(), score,
        report.map(latest -> HealthReport.score(SystemState.OPERATIONAL, latest.values())).orElse(1.0));
  }

  private void move(SystemState to, String reason, Now now) {
    move(to, reason, Transition.SYSTEM, Json.Obj.EMPTY, now);
  }

  private void move(SystemState to, String reason, String actor, Json.Obj meta, Now now) {
    if (states.state() == SystemState.REFLECTIVE) {
      detector.reflected();
    }
    boolean mattered = throttled();
    states = states.then(to, reason, actor, meta, now.vouchedWallMs());
    sinceMs = now.monoMs();
    counts.transition();
    if (mattered || throttled()) {
      // What every start finds out by itself is worth no write.
      durable.put(StateRecord.NAME, states.encode());
    }
  }

  private static StateRecord read(Durable durable) {
    Bytes record = durable.under(StateRecord.NAME).get(StateRecord.NAME);
    try {
      return record == null ? new StateRecord(List.of()) : StateRecord.decode(record);
    } catch (MalformedException ofAnotherVersion) {
      // How a node was is not worth refusing its start.
      return new StateRecord(List.of());
    }
  }
}
