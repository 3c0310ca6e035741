package org.sheratan.radio.link.lora;

import org.sheratan.radio.air.Breach;

/** What a radio says when it is asked to follow another plan for a while. */
public sealed interface TrialAnswer {
  /** It does; how it goes: {@link TrialStage}. */
  record Begun(LoraTrial trial) implements TrialAnswer {}

  /** Another trial is on. */
  record Taken(LoraTrial by) implements TrialAnswer {}

  /** The region forbids these settings. */
  record Unlawful(Breach breach) implements TrialAnswer {}

  /** More than {@link LoraPlan#SAFE_POWER_DBM}, and nobody has confirmed an antenna. */
  record NoAntenna() implements TrialAnswer {}
}
