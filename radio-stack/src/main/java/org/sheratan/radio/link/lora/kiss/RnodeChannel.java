package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.Bytes;

/**
 * The modem's channel statistics (STAT_CHTM, 11 bytes, about once a second and after each transmission).
 *
 * @param airtimeUnits own transmissions over 15 s, in hundredths of a percent: 1.5 ms each
 * @param hourUnits own transmissions over an hour, in hundredths of a percent: 360 ms each
 * @param rssiDbm just now
 * @param noiseDbm the floor, once the modem has sampled it
 * @param interfered something that is no LoRa signal is on the channel
 */
record RnodeChannel(int airtimeUnits, int hourUnits, int rssiDbm, OptionalInt noiseDbm, boolean interfered) {
  static final long MICROS_PER_UNIT = 1_500;
  static final long MICROS_PER_HOUR_UNIT = 360_000;
  private static final int LENGTH = 11;
  private static final int NO_INTERFERENCE = 0xFF;
  /** The firmware's "not yet", −292 dBm, as it comes out of its byte (Config.h, noise_floor). */
  private static final int NOISE_UNSAMPLED = (-292 + RnodeProtocol.RSSI_OFFSET) & 0xff;
  /** A signal this far above the floor makes the firmware wait (Config.h, CSMA_INFR_THRESHOLD_DB). */
  private static final int TAKEN_ABOVE_NOISE_DB = 11;

  static Optional<RnodeChannel> decode(Bytes payload) {
    if (payload.length() != LENGTH) {
      return Optional.empty();
    }
    OptionalInt noiseDbm = payload.at(9) == NOISE_UNSAMPLED
        ? OptionalInt.empty()
        : OptionalInt.of(payload.at(9) - RnodeProtocol.RSSI_OFFSET);
    return Optional.of(new RnodeChannel(payload.at(0) << 8 | payload.at(1),
        payload.at(2) << 8 | payload.at(3),
        payload.at(8) - RnodeProtocol.RSSI_OFFSET, noiseDbm, payload.at(10) != NO_INTERFERENCE));
  }

  boolean taken() {
    return interfered || noiseDbm.isPresent() && rssiDbm > noiseDbm.getAsInt() + TAKEN_ABOVE_NOISE_DB;
  }
}
