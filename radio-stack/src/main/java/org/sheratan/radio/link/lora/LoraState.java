package org.sheratan.radio.link.lora;

import java.util.Optional;

import org.sheratan.radio.air.Conformance;

/** How it stands with one radio, for people. */
public sealed interface LoraState {
  /** Being set up. */
  record Starting() implements LoraState {}

  /** @param conformance whether it may transmit; it receives in any case */
  record Up(Transmitter transmitter, Conformance conformance) implements LoraState {}

  /** @param retryMs monotonic time of the next try; empty after the link was closed */
  record Down(Optional<RadioFault> fault, String why, Optional<Long> retryMs) implements LoraState {}
}
