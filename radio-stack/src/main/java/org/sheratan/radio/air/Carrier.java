package org.sheratan.radio.air;

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
  public long airtimeMicros(int lengthBytes) {
    return modulation.airtimeMicros(lengthBytes + headerBytes);
  }

  /** Longest frame that leaves as one transmission, is not on the air for too long and fits into an hour. */
  public int longestFrameBytes() {
    long mostMicros = Math.min(1_000L * subBand.maxTransmissionMs(),
        AirtimeMeter.capMicros(subBand, Priority.BULK));
    int lengthBytes = maxFrameBytes;
    while (lengthBytes > 0 && airtimeMicros(lengthBytes) > mostMicros) {
      lengthBytes--;
    }
    return lengthBytes;
  }
}
