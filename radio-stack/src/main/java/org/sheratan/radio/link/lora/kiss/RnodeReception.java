package org.sheratan.radio.link.lora.kiss;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;

/**
 * Puts receptions together: the modem sends RSSI, SNR and data, in this order. KISS has no checksum; a triple that
 * is not whole shows that the serial line damaged something, so it counts as garbled.
 */
final class RnodeReception {
  private static final double SNR_STEP_DB = 0.25;

  private Optional<Integer> rssiDbm = Optional.empty();
  private Optional<Double> snrDb = Optional.empty();

  Optional<RadioEvent> take(KissFrame frame) {
    Bytes payload = frame.payload();
    switch (frame.command()) {
      case RnodeProtocol.STAT_RSSI -> {
        rssiDbm = payload.length() == 1
            ? Optional.of(payload.at(0) - RnodeProtocol.RSSI_OFFSET)
            : Optional.empty();
        snrDb = Optional.empty();
      }
      case RnodeProtocol.STAT_SNR -> snrDb = payload.length() == 1
          ? Optional.of((byte) payload.at(0) * SNR_STEP_DB)
          : Optional.empty();
      case RnodeProtocol.DATA -> {
        return Optional.of(received(payload));
      }
      default -> {
        // Battery, temperature, display: none of our business.
      }
    }
    return Optional.empty();
  }

  private RadioEvent received(Bytes frame) {
    boolean whole = rssiDbm.isPresent() && snrDb.isPresent() && frame.length() > 0;
    RadioEvent event = whole
        ? new RadioEvent.Received(frame, rssiDbm.get(), snrDb.get())
        : new RadioEvent.Garbled();
    rssiDbm = Optional.empty();
    snrDb = Optional.empty();
    return event;
  }
}
