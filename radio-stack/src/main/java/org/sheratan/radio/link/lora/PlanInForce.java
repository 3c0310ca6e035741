package org.sheratan.radio.link.lora;

import java.util.Optional;

import org.sheratan.kernel.Entropy;
import org.sheratan.radio.air.Breach;

/**
 * Which plan a radio follows: its own, or another for a while. The one owner of "the radio is being tried": there is one
 * trial at a time, and of those who ask only who has its token can end it. Trials are never kept: a node that starts anew
 * follows its own plan.
 *
 * <pre>
 *         | tryOut  | ready   | failed, and why | its time over | revert, its token | revert, another | adopt
 * own     | coming  | –       | –               | –             | –                 | –               | own, the new one
 * coming  | refused | holding | own             | own           | own               | refused         | own, the new one
 * holding | refused | holding | own             | own           | own               | refused         | own, the new one
 * </pre>
 *
 * Own is {@link TrialStage.Over} for the trial before.
 */
final class PlanInForce {
  private static final TrialStage OVER = new TrialStage.Over(Optional.empty());

  private final Entropy entropy;
  private LoraPlan own;
  private Optional<LoraTrial> latest = Optional.empty();
  private TrialStage stage = OVER;

  /** @param entropy for tokens: one of before a restart must not name a trial of today */
  PlanInForce(LoraPlan own, Entropy entropy) {
    this.own = own;
    this.entropy = entropy;
  }

  LoraPlan plan() {
    return trial().map(LoraTrial::plan).orElse(own);
  }

  LoraPlan own() {
    return own;
  }

  /** The one that is on. */
  Optional<LoraTrial> trial() {
    return stage instanceof TrialStage.Over ? Optional.empty() : latest;
  }

  /** Of the trial of that token; of those before the latest only that they are over. */
  TrialStage stage(int token) {
    return has(token) ? stage : OVER;
  }

  boolean over(int token) {
    return stage(token) instanceof TrialStage.Over;
  }

  long endsMs() {
    return stage instanceof TrialStage.Over ? Long.MAX_VALUE : latest.orElseThrow().untilMs();
  }

  TrialAnswer tryOut(LoraPlan plan, long untilMs) {
    if (plan.conformance() instanceof Breach breach) {
      return new TrialAnswer.Unlawful(breach);
    }
    boolean otherPower = plan.powerDbm() != own.powerDbm();
    if (otherPower && !plan.antennaConfirmed() && plan.powerDbm() > LoraPlan.SAFE_POWER_DBM) {
      return new TrialAnswer.NoAntenna();
    }
    return begin(plan, untilMs, false);
  }

  /** The same settings at the lowest power, lawful or not: it may be that the radio only receives. */
  TrialAnswer tryOutForTest(long untilMs) {
    return begin(own.atSafePower(), untilMs, true);
  }

  private TrialAnswer begin(LoraPlan plan, long untilMs, boolean selfTest) {
    if (trial().isPresent()) {
      return new TrialAnswer.Taken(trial().get());
    }
    LoraTrial next = new LoraTrial(entropy.nextInt(Integer.MAX_VALUE), plan, untilMs, selfTest);
    latest = Optional.of(next);
    stage = new TrialStage.Coming();
    return new TrialAnswer.Begun(next);
  }

  void adopt(LoraPlan next) {
    own = next;
    stage = OVER;
  }

  void onReady() {
    if (stage instanceof TrialStage.Coming) {
      stage = new TrialStage.Holding();
    }
  }

  /** @return whether there was a trial of that token to end */
  boolean revert(int token) {
    return has(token) && end(OVER);
  }

  /** @return whether that ended a trial */
  boolean onTimeOver() {
    return end(OVER);
  }

  /** @return whether that ended a trial */
  boolean onFailed(RadioEvent.Failed failed) {
    return end(new TrialStage.Over(Optional.of(failed)));
  }

  private boolean end(TrialStage how) {
    boolean ended = trial().isPresent();
    stage = ended ? how : stage;
    return ended;
  }

  private boolean has(int token) {
    return latest.filter(trial -> trial.token() == token).isPresent();
  }
}
