package org.sheratan.radio.air;

/** What forbids a transmission. */
public enum Rule {
  /** No region was chosen, so no law is known. */
  NO_REGION,
  /** No radio stands ready. */
  NO_RADIO,
  /** The frequency, with the bandwidth around it, is in no sub-band of the region. */
  BAND,
  /** The bandwidth is too narrow or too wide for the sub-band. */
  BANDWIDTH,
  /** The sub-band is for systems that hop, which this one does not. */
  HOPPING,
  /** Nobody has read the text that the row is said to come from. */
  UNCONFIRMED,
  /** Too much power radiated. */
  POWER,
  /** Longer than the radio or the protocol can carry. */
  LENGTH,
  /** On the air for longer than one transmission may last. */
  DWELL,
  /** More time on air than the hour has, even if nothing else were sent. */
  DUTY_CYCLE
}
