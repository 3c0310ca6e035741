package org.sheratan.radio.link.lora.sx127x;

import java.util.List;

/**
 * Output at the PA_BOOST pin, the only one that modules connect (datasheet 5.4): 2 to 17 dBm. High power mode, up to
 * 20 dBm, is never used: the datasheet (5.4.3) allows it for 1 % of the time only, which no sub-band where it would be
 * of use asks for, and which nothing else here keeps.
 */
record PowerAmplifier(int powerDbm) {
  static final int MIN_DBM = 2;
  static final int MAX_DBM = 17;
  private static final int OUTPUT_POWER_MAX = 15;

  /** As close to {@code askedDbm} as the amplifier comes, and never above {@code maxDbm}. */
  static PowerAmplifier nearest(int askedDbm, int maxDbm) {
    return new PowerAmplifier(Math.clamp(askedDbm, MIN_DBM, maxDbm));
  }

  List<RegisterValue> registers() {
    int outputPower = OUTPUT_POWER_MAX - (MAX_DBM - powerDbm);
    return List.of(new RegisterValue(Register.OCP, Register.OCP_100_MA),
        new RegisterValue(Register.PA_DAC, Register.PA_DAC_DEFAULT),
        new RegisterValue(Register.PA_CONFIG, Register.PA_BOOST_MAX_POWER | outputPower));
  }
}
