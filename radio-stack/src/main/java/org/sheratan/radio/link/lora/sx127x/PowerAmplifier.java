package org.sheratan.radio.link.lora.sx127x;

import java.util.List;

/**
 * Output at the PA_BOOST pin, the only one that modules connect (datasheet 5.4): 2 to 17 dBm, and 18 to 20 dBm in
 * high power mode, which needs more current than the protection lets through by default.
 */
record PowerAmplifier(int powerDbm) {
  static final int MIN_DBM = 2;
  static final int MAX_DBM = 20;
  private static final int MAX_NORMAL_DBM = 17;
  private static final int OUTPUT_POWER_MAX = 15;

  /** As close to {@code askedDbm} as the amplifier comes, and never above {@code maxDbm}. */
  static PowerAmplifier nearest(int askedDbm, int maxDbm) {
    return new PowerAmplifier(Math.clamp(askedDbm, MIN_DBM, maxDbm));
  }

  List<RegisterValue> registers() {
    boolean high = powerDbm > MAX_NORMAL_DBM;
    int top = high ? MAX_DBM : MAX_NORMAL_DBM;
    int outputPower = OUTPUT_POWER_MAX - (top - powerDbm);
    return List.of(
        new RegisterValue(Register.OCP, high ? Register.OCP_140_MA : Register.OCP_100_MA),
        new RegisterValue(Register.PA_DAC, high ? Register.PA_DAC_20_DBM : Register.PA_DAC_DEFAULT),
        new RegisterValue(Register.PA_CONFIG, Register.PA_BOOST_MAX_POWER | outputPower));
  }
}
