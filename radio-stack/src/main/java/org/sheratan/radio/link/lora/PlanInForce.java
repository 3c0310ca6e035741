package org.sheratan.radio.link.lora;

import java.util.Optional;

/**
 * Which plan a radio follows: its own, or another for a while. Trials are never kept: a node that starts anew follows
 * its own plan.
 *
 * <pre>
 *       | tryOut         | adopt            | time over, revert | radio failed
 * own   | trial          | own, the new one | –                 | own
 * trial | the next trial | own, the new one | own               | own, the failure is remembered
 * </pre>
 */
final class PlanInForce {
  private LoraPlan own;
  private Optional<LoraTrial> trial = Optional.empty();
  private Optional<RadioEvent.Failed> failure = Optional.empty();

  PlanInForce(LoraPlan own) {
    this.own = own;
  }

  LoraPlan plan() {
    return trial.map(LoraTrial::plan).orElse(own);
  }

  LoraPlan own() {
    return own;
  }

  Optional<LoraTrial> trial() {
    return trial;
  }

  /** Why the radio did not come up, or did not stay, with the plan of the latest trial. */
  Optional<RadioEvent.Failed> failure() {
    return failure;
  }

  long endsMs() {
    return trial.map(LoraTrial::untilMs).orElse(Long.MAX_VALUE);
  }

  void tryOut(LoraTrial next) {
    trial = Optional.of(next);
    failure = Optional.empty();
  }

  void adopt(LoraPlan next) {
    own = next;
    trial = Optional.empty();
  }

  /** @return whether there was a trial to end */
  boolean revert() {
    boolean ended = trial.isPresent();
    trial = Optional.empty();
    return ended;
  }

  /** @return whether that ended a trial */
  boolean onFailed(RadioEvent.Failed failed) {
    boolean ended = revert();
    failure = ended ? Optional.of(failed) : failure;
    return ended;
  }
}
