package org.sheratan.radio.ether;

import org.sheratan.kernel.Bytes;

/**
 * One transmission as it begins.
 *
 * @param station the node's name on the air
 * @param transmitter the hardware: what airtime is charged to
 * @param powerDbm conducted
 * @param startMicros when the preamble begins, in the time of the airwaves it was sent on
 * @param frame 1..255 bytes, modem header included
 */
public record AirFrame(String station, String transmitter, Position position, Tuning tuning, double powerDbm,
    long startMicros, Bytes frame) {
  public long airtimeMicros() {
    return tuning.modulation().airtimeMicros(frame.length());
  }

  /** When it ends unless it is cut off. */
  public long endMicros() {
    return startMicros + airtimeMicros();
  }
}
