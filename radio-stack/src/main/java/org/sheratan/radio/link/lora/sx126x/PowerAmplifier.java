package org.sheratan.radio.link.lora.sx126x;

/**
 * The chip's own amplifier (datasheet 13.1.14 and 13.4.4). SX1262 and SX1268 stay in their 22 dBm configuration at
 * every power, as Semtech's reference driver has them: the optimal settings of table 13-21 save current but assume the
 * reference design's matching, which nobody promises of a module.
 *
 * @param chipDbm power at the chip's pin
 */
record PowerAmplifier(Sx126xChip chip, int chipDbm) {
  private static final int LOW_POWER_FULL_DBM = 15;
  /** Below, the last decibel would overstress the amplifier of the SX1261. */
  private static final long LOW_POWER_FULL_FROM_HZ = 400_000_000L;
  private static final int LOW_POWER_FULL_SETTING = 14;
  private static final int SX1261 = 1;
  private static final int SX1262 = 0;
  private static final int PA_LUT = 1;
  /** 60 and 140 mA, what SetPaConfig chooses itself (5.1.4). */
  private static final int LOW_POWER_OCP = 0x18;
  private static final int HIGH_POWER_OCP = 0x38;
  private static final int RAMP_40_MICROS = 0x02;

  /** As close to {@code askedDbm} as it may come at that frequency. */
  static PowerAmplifier nearest(Sx126xChip chip, int askedDbm, long frequencyHz) {
    boolean limited = chip == Sx126xChip.SX1261 && frequencyHz < LOW_POWER_FULL_FROM_HZ;
    int maxDbm = limited ? LOW_POWER_FULL_DBM - 1 : chip.maxDbm();
    return new PowerAmplifier(chip, Math.clamp(askedDbm, chip.minDbm(), maxDbm));
  }

  /** @return paDutyCycle, hpMax, deviceSel, paLut */
  int[] config() {
    if (chip != Sx126xChip.SX1261) {
      return new int[]{0x04, 0x07, SX1262, PA_LUT};
    }
    return new int[]{chipDbm >= LOW_POWER_FULL_DBM ? 0x06 : 0x04, 0x00, SX1261, PA_LUT};
  }

  /** @return power, ramp time */
  int[] txParams() {
    boolean lowPowerFull = chip == Sx126xChip.SX1261 && chipDbm >= LOW_POWER_FULL_DBM;
    return new int[]{(lowPowerFull ? LOW_POWER_FULL_SETTING : chipDbm) & 0xff, RAMP_40_MICROS};
  }

  int overcurrentProtection() {
    return chip == Sx126xChip.SX1261 ? LOW_POWER_OCP : HIGH_POWER_OCP;
  }
}
