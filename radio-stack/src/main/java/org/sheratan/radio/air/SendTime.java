package org.sheratan.radio.air;

/** When a frame may be sent. */
public sealed interface SendTime {
  /** What a frame waits for. */
  enum Reason {
    /** The hour's airtime is used up. */
    DUTY_CYCLE,
    /** What was sent within the hour cannot be read, and counts as all of it. */
    RECORD,
    /** Others go first. */
    QUEUE,
    /** The radio is sending. */
    RADIO,
    /** Somebody else is on the air. */
    CHANNEL,
    /** The airtime meter could not be saved; nothing leaves until it can. */
    STORE
  }

  /** At once. */
  record Immediately() implements SendTime {}

  /** @param atMs monotonic; as far as can be known now */
  record Later(long atMs, Reason why) implements SendTime {}

  record Never(Breach why) implements SendTime {}
}
