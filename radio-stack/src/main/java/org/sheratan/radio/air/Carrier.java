package org.sheratan.radio.air;

import java.util.Optional;

import org.sheratan.radio.frame.Priority;

/**
 * A transmitter as the air sees it.
 *
 * @param subBand whose rules it keeps
 * @param modulation as on air: the radio's own preamble included
 * @param headerBytes what the radio adds to every frame
 * @param maxFrameBytes longest frame that leaves as one transmission
 * @param ownChannelAccess the radio listens before it talks, by itself
 */
public record Carrier(SubBand subBand, LoraModulation modulation, int headerBytes, int maxFrameBytes,
    boolean ownChannelAccess) {
  private static final long MICROS_PER_MS = 1_000;

  public long airtimeMicros(int lengthBytes) {
    return modulation.airtimeMicros(lengthBytes + headerBytes);
  }

  /** Longest frame that leaves as one transmission, is not on the air for too long and fits into an hour. */
  public int longestFrameBytes() {
    long mostMicros = Math.min(MICROS_PER_MS * subBand.maxTransmissionMs(),
        AirtimeMeter.capMicros(subBand, Priority.BULK));
    int lengthBytes = maxFrameBytes;
    while (lengthBytes > 0 && airtimeMicros(lengthBytes) > mostMicros) {
      lengthBytes--;
    }
    return lengthBytes;
  }

  /** What forbids a frame of that length, however little was sent before it. */
  public Optional<Breach> tooLong(int lengthBytes) {
    int longestBytes = longestFrameBytes();
    if (lengthBytes <= longestBytes) {
      return Optional.empty();
    }
    long capMs = AirtimeMeter.capMicros(subBand, Priority.BULK) / MICROS_PER_MS;
    boolean ofTheHour = capMs < subBand.maxTransmissionMs();
    return Optional.of(new Breach(ofTheHour ? Rule.DUTY_CYCLE : Rule.DWELL,
        lengthBytes + " bytes, " + AirGate.ceilMs(airtimeMicros(lengthBytes)) + " ms on the air",
        "at most " + (ofTheHour ? capMs + " ms an hour, " : subBand.maxTransmissionMs() + " ms, ")
            + longestBytes + " bytes",
        "use a smaller spreading factor or a wider bandwidth"));
  }
}
