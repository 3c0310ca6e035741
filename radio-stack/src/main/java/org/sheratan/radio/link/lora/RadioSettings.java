package org.sheratan.radio.link.lora;

import org.sheratan.kernel.Check;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.SubBand;

/**
 * What a radio is asked to do. All nodes of a network agree on frequency, modulation and sync word.
 *
 * @param frequencyHz channel center
 * @param powerDbm conducted, at the antenna connector
 * @param dutyPpm share of an hour, in millionths, above which the radio itself stops transmitting, where it can, whatever
 *     it is given: a second keeper of what the law allows
 */
public record RadioSettings(long frequencyHz, LoraModulation modulation, int powerDbm, int dutyPpm) {
  /** The private sync word, 0x12 on SX127x and 0x1424 on SX126x; RNode firmware uses the same. */
  public static final int SYNC_WORD = 0x12;

  public RadioSettings {
    Check.that(frequencyHz >= 100_000_000L && frequencyHz <= 3_000_000_000L,
        "frequency out of range: " + frequencyHz);
    Check.that(powerDbm >= -9 && powerDbm <= 33, "power out of range: " + powerDbm);
    Check.that(dutyPpm > 0 && dutyPpm <= SubBand.ALL_THE_TIME_PPM, "share out of range: " + dutyPpm);
  }

  /** The radio may transmit all the time. */
  public RadioSettings(long frequencyHz, LoraModulation modulation, int powerDbm) {
    this(frequencyHz, modulation, powerDbm, SubBand.ALL_THE_TIME_PPM);
  }
}
