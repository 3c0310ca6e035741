package org.sheratan.radio.emulator;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Tuning;

/** The registers and what they mean together. */
final class Sx1276Registers {
  static final int SLEEP = 0;
  static final int STANDBY = 1;
  static final int FSTX = 2;
  static final int TX = 3;
  static final int FSRX = 4;
  static final int RX_CONTINUOUS = 5;
  static final int RX_SINGLE = 6;
  static final int CAD = 7;

  static final int LONG_RANGE = 0x80;
  private static final int LOW_FREQUENCY = 0x08;
  private static final int MODE = 0x07;
  private static final int PA_BOOST = 0x80;
  private static final int PA_DAC_HIGH_POWER = 0x87;
  private static final int OCP_ON = 0x20;
  private static final int OCP_TRIM = 0x1F;
  private static final int OCP_FINE_TRIMS = 15;
  private static final int OCP_LAST_TRIM = 27;
  private static final long CRYSTAL_HZ = 32_000_000L;
  private static final int STEP_BITS = 19;
  private static final long HIGH_BAND_FROM_HZ = 525_000_000L;
  private static final int[] BANDWIDTH_HZ = {7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
      250_000,
      500_000};
  /** Up to here the receiver of a chip treated by erratum 2.3 hears one bandwidth below its frequency. */
  private static final int LAST_SHIFTED_CODE = 5;

  private int[] values = Sx1276Map.afterReset();
  private int[] fskValues = Sx1276Map.fskAfterReset();

  void reset() {
    values = Sx1276Map.afterReset();
    fskValues = Sx1276Map.fskAfterReset();
  }

  int get(int address) {
    return page(address)[address];
  }

  void put(int address, int value) {
    page(address)[address] = value & 0xff;
  }

  private int[] page(int address) {
    return lora() || !Sx1276Map.belongsToModem(address) ? values : fskValues;
  }

  boolean lora() {
    return (values[Sx1276Map.OP_MODE] & LONG_RANGE) != 0;
  }

  int mode() {
    return values[Sx1276Map.OP_MODE] & MODE;
  }

  void mode(int next) {
    values[Sx1276Map.OP_MODE] = values[Sx1276Map.OP_MODE] & ~MODE | next;
  }

  boolean receiving() {
    return lora() && (mode() == RX_CONTINUOUS || mode() == RX_SINGLE);
  }

  /** Configuration may change. */
  boolean resting() {
    return mode() == SLEEP || mode() == STANDBY || mode() == FSTX;
  }

  boolean lowFrequencyMode() {
    return (values[Sx1276Map.OP_MODE] & LOW_FREQUENCY) != 0;
  }

  long frequencyHz() {
    long frf = (long) values[Sx1276Map.FRF] << 16 | values[Sx1276Map.FRF + 1] << 8
        | values[Sx1276Map.FRF + 2];
    return frf * CRYSTAL_HZ + (1L << STEP_BITS - 1) >> STEP_BITS;
  }

  boolean highBand() {
    return frequencyHz() > HIGH_BAND_FROM_HZ;
  }

  int bandwidthCode() {
    return values[Sx1276Map.MODEM_CONFIG_1] >> 4;
  }

  boolean bandwidthKnown() {
    return bandwidthCode() < BANDWIDTH_HZ.length;
  }

  int bandwidthHz() {
    return BANDWIDTH_HZ[bandwidthCode()];
  }

  int codingRate() {
    return 4 + (values[Sx1276Map.MODEM_CONFIG_1] >> 1 & 7);
  }

  boolean implicitHeader() {
    return (values[Sx1276Map.MODEM_CONFIG_1] & 1) != 0;
  }

  int spreadingFactor() {
    return values[Sx1276Map.MODEM_CONFIG_2] >> 4;
  }

  boolean crcOn() {
    return (values[Sx1276Map.MODEM_CONFIG_2] & 0x04) != 0;
  }

  boolean lowDataRateOptimized() {
    return (values[Sx1276Map.MODEM_CONFIG_3] & 0x08) != 0;
  }

  int preambleSymbols() {
    return values[Sx1276Map.PREAMBLE] << 8 | values[Sx1276Map.PREAMBLE + 1];
  }

  int symbolTimeout() {
    return (values[Sx1276Map.MODEM_CONFIG_2] & 3) << 8 | values[Sx1276Map.SYMB_TIMEOUT];
  }

  boolean paBoost() {
    return (values[Sx1276Map.PA_CONFIG] & PA_BOOST) != 0;
  }

  boolean highPower() {
    return values[Sx1276Map.PA_DAC] == PA_DAC_HIGH_POWER;
  }

  /** At PA_BOOST (5.4.2, 5.4.3). */
  int powerDbm() {
    int top = highPower() ? 20 : 17;
    return top - (15 - (values[Sx1276Map.PA_CONFIG] & 0x0F));
  }

  /** What the overcurrent protection lets through (5.4.4). */
  int currentLimitMilliamps() {
    int ocp = values[Sx1276Map.OCP];
    if ((ocp & OCP_ON) == 0) {
      return Integer.MAX_VALUE;
    }
    int trim = Math.min(ocp & OCP_TRIM, OCP_LAST_TRIM);
    return trim <= OCP_FINE_TRIMS ? 45 + 5 * trim : -30 + 10 * trim;
  }

  LoraModulation modulation() {
    return new LoraModulation(spreadingFactor(), bandwidthHz(), codingRate(), preambleSymbols());
  }

  Tuning transmitTuning() {
    boolean inverted = (values[Sx1276Map.INVERT_IQ] & 0x01) == 0;
    return new Tuning(frequencyHz(), modulation(), values[Sx1276Map.SYNC_WORD], inverted);
  }

  Tuning receiveTuning() {
    boolean inverted = (values[Sx1276Map.INVERT_IQ] & 0x40) != 0;
    long shiftHz = bandwidthCode() <= LAST_SHIFTED_CODE ? bandwidthHz() : 0;
    return new Tuning(frequencyHz() - shiftHz, modulation(), values[Sx1276Map.SYNC_WORD], inverted);
  }
}
