package org.sheratan.radio.link.lora;

import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * One LoRa transceiver, chip or modem: the cut between drivers and the link. Passive and single-threaded: it does
 * something only inside these calls, never blocks longer than a bus transfer, never sleeps. Waits (reset, TCXO,
 * handshake) are states that end in a later {@link #poll}. A lost bus is an event, never an exception.
 */
public interface LoraRadio {
  /** Starts over from reset with {@code settings}, whatever it did before; ends in Ready or Failed. */
  void begin(RadioSettings settings, long nowMs);

  /** True after Ready while one more frame can be handed over without waiting behind others on this side. */
  boolean accepts();

  /** Sends one frame of at most {@link Transmitter#maxFrameBytes()}; call only when it {@link #accepts}. */
  void transmit(Bytes frame, long nowMs);

  /**
   * Listens whether the channel is taken; ends in {@link RadioEvent.Sensed}, or in Failed. Call only when it
   * {@link #accepts}, and then not again, nor {@link #transmit}, before the answer. A transmitter with
   * {@link Transmitter#ownChannelAccess} needs no such call.
   */
  void sense(long nowMs);

  /** Takes what the bus has, and does what is due. Call at {@link #nextPollMs} and whenever the bus signals. */
  void poll(long nowMs);

  /** Monotonic time of the next needed poll; {@link Long#MAX_VALUE} when only a signal can bring news. */
  long nextPollMs();

  /** What happened, oldest first. */
  List<RadioEvent> drainEvents();

  /** Silences the radio and lets go of the bus; nothing happens afterwards until {@link #begin}. */
  void end(long nowMs);
}
