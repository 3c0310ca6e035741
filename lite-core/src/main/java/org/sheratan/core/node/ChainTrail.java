package org.sheratan.core.node;

import java.util.function.Supplier;

import org.sheratan.core.trace.ChainDecisions;
import org.sheratan.core.trace.Decision;
import org.sheratan.kernel.Now;

/** Has the trace tell what chains do not get, once that is on disk. */
final class ChainTrail {
  private final ChainDecisions decisions;
  private final CommitGate gate;
  private final EffectQueue effects;
  private final Supplier<Now> now;

  /** @param now of the present turn */
  ChainTrail(ChainDecisions decisions, CommitGate gate, EffectQueue effects, Supplier<Now> now) {
    this.decisions = decisions;
    this.gate = gate;
    this.effects = effects;
    this.now = now;
  }

  void stopped(ChainDecisions.Stop stop) {
    Decision decision = decisions.stopped(stop, now.get());
    gate.whenDurable(() -> effects.now(new Effect.Decided(decision)));
  }
}
