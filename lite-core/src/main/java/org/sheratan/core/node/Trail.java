package org.sheratan.core.node;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.sheratan.core.health.Health;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.trace.ChainDecisions;
import org.sheratan.core.trace.Decision;
import org.sheratan.core.trace.Decisions;
import org.sheratan.kernel.Now;

/** Turns what is decided about own jobs and chains into entries of the trace, and tells health of it. */
final class Trail {
  private final Decisions decisions;
  private final ChainDecisions chains;
  private final Health health;
  private final EffectQueue effects;
  private final Supplier<Now> now;

  /** @param now of the present turn */
  Trail(Decisions decisions, ChainDecisions chains, Health health, EffectQueue effects, Supplier<Now> now) {
    this.decisions = decisions;
    this.chains = chains;
    this.health = health;
    this.effects = effects;
    this.now = now;
  }

  /** As {@link #moved}. */
  Runnable held(Job job) {
    return told(decisions.held(job, now.get()));
  }

  /** As {@link #moved}. */
  Runnable standsIn(Job job) {
    return told(decisions.standsIn(job, now.get()));
  }

  /** As {@link #moved}: what a chain does not get. */
  Runnable stopped(ChainDecisions.Stop stop) {
    return told(chains.stopped(stop, now.get()));
  }

  /** Nothing of it is on disk, so it is told at once. */
  void barred(JobSpec spec, Origin origin, List<GateReport> reports) {
    told(decisions.barred(spec, origin, reports, now.get())).run();
  }

  /** What is to be done about it once it is on disk: its time is that of the decision, not of the disk. */
  Optional<Runnable> moved(Job before, JobEvent event, Job after) {
    health.moved(event, after);
    return decisions.moved(before, event, after, now.get()).map(this::told);
  }

  private Runnable told(Decision decision) {
    return () -> effects.now(new Effect.Decided(decision));
  }
}
