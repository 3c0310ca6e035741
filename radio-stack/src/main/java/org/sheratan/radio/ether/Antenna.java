package org.sheratan.radio.ether;

import org.sheratan.kernel.Bytes;

/**
 * What an emulated radio does with the simulated air: one antenna, half-duplex. Times are microseconds of virtual
 * time. The air keeps collisions, capture, path loss and noise; the radio keeps registers, buffers and interrupts.
 */
public interface Antenna {
  /**
   * What a radio reports of one reception.
   *
   * @param frame as demodulated; empty when not even the header could be read, which is told at the header's end
   * @param rssiDbm power of this frame alone; registers that read otherwise are the emulator's part
   * @param snrDb over noise, when the receiver locked
   * @param intact false when header or CRC fail
   */
  record Reception(Bytes frame, double rssiDbm, double snrDb, boolean intact) {}

  /** Upward calls, made when virtual time reaches them. */
  interface Listener {
    /** A preamble that this tuning can follow has begun and the receiver locked to it. */
    void onPreamble();

    /** What the receiver locked to has ended. */
    void onReception(Reception reception);

    /** Our own transmission has left. */
    void onTransmitted();
  }

  void listen(Listener listener);

  /** Receives on {@code tuning} from now on; what was being received is lost, what was being sent cut off. */
  void receive(Tuning tuning);

  /** Neither receives nor transmits from now on; a transmission under way is cut off. */
  void idle();

  /** Transmits now, deaf meanwhile; not while a transmission is under way. Then idle, and {@link Listener#onTransmitted}. */
  void transmit(Tuning tuning, double powerDbm, Bytes frame);

  /** Power on the channel now, noise included. */
  double rssiDbm(Tuning tuning);

  /** True when a transmission of just this modulation and channel is audible now (channel activity detection). */
  boolean active(Tuning tuning);

  /** Virtual time. */
  long nowMicros();

  /** Has {@code action} run after {@code delayMicros}: for BUSY lines, timeouts, reset times. */
  void after(long delayMicros, Runnable action);
}
