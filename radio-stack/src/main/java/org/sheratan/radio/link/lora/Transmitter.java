package org.sheratan.radio.link.lora;

import org.sheratan.radio.air.Carrier;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.SubBand;

/**
 * What stands ready to transmit, as the radio itself reported it after its settings were verified.
 *
 * @param id the same for the same piece of hardware whatever node uses it: airtime is charged to it
 * @param name for people, such as {@code RNode 1.86 on Heltec LoRa32 v3}
 * @param frequencyHz as the radio tuned it
 * @param modulation as on air: the radio's own preamble included
 * @param powerDbm conducted, after the radio's own clamping
 * @param headerBytes what the radio adds to every frame on air (RNode: 1)
 * @param maxFrameBytes longest frame that leaves as one transmission
 * @param ownChannelAccess the radio listens before it talks, by itself
 */
public record Transmitter(String id, String name, long frequencyHz, LoraModulation modulation, int powerDbm,
    int headerBytes, int maxFrameBytes, boolean ownChannelAccess) {
  /**
   * A modem that takes its own time may report a frame as sent that is still inside. RNode firmware books an hour's
   * airtime in units of 360 ms, 100 millionths, and a presumption goes by no more than one unit and the millisecond a
   * frame that the firmware rounds off: twice the unit is kept back, so that no hour has too much whenever it leaves.
   */
  private static final int REPORTED_EARLY_PPM = 200;

  /** What it is to the air under the rules of {@code law}. */
  Carrier carrier(SubBand law) {
    return new Carrier(ownChannelAccess ? law.keepingBack(REPORTED_EARLY_PPM) : law, modulation, headerBytes,
        maxFrameBytes, ownChannelAccess);
  }

  /** Time on air of a frame of {@code lengthBytes}, with what the radio adds. */
  public long airtimeMicros(int lengthBytes) {
    return modulation.airtimeMicros(lengthBytes + headerBytes);
  }
}
