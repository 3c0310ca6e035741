package org.sheratan.radio.link.lora;

import java.util.Optional;

/** How a trial goes. */
public sealed interface TrialStage {
  /** The radio is not ready with it yet. */
  record Coming() implements TrialStage {}

  /** The radio stood ready with it. */
  record Holding() implements TrialStage {}

  /** @param failure of the radio, where that ended it; else its time, its owner or another own plan did */
  record Over(Optional<RadioEvent.Failed> failure) implements TrialStage {}
}
