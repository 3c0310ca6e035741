package org.sheratan.radio.link.lora;

import org.sheratan.kernel.Bytes;

/** What a radio reports upward. */
public sealed interface RadioEvent {
  /** Set up, verified, listening. */
  record Ready(Transmitter transmitter) implements RadioEvent {}

  /**
   * A frame whose CRC held.
   *
   * @param rssiDbm of this frame
   * @param snrDb of this frame, in steps of a quarter
   */
  record Received(Bytes frame, int rssiDbm, double snrDb) implements RadioEvent {}

  /** Something was on the air that could not be read: header or CRC wrong. */
  record Garbled() implements RadioEvent {}

  /** The frame handed over first among those not yet reported has left. */
  record Transmitted() implements RadioEvent {}

  /** @param rssiDbm on the channel just now */
  record Sensed(boolean taken, int rssiDbm) implements RadioEvent {}

  /** The radio's own measurement of the noise floor. */
  record Noise(int dbm) implements RadioEvent {}

  /** Cannot go on; frames handed over are lost. Everything starts over with {@link LoraRadio#begin}. */
  record Failed(RadioFault fault, String why) implements RadioEvent {}
}
