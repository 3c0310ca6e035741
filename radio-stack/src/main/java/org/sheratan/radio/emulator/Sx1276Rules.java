package org.sheratan.radio.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold in the registers when the chip is told to transmit, to receive or to look for a preamble. */
final class Sx1276Rules {
  private static final int CODE_500_KHZ = 9;
  private static final int CODE_250_KHZ = 8;
  private static final int CODE_62_5_KHZ = 6;
  private static final int MIN_PREAMBLE = 6;
  private static final int SF6 = 6;
  private static final int MAX_SPREADING_FACTOR = 12;
  private static final long LOWEST_BAND_TO_HZ = 175_000_000L;
  private static final long[][] BANDS_HZ = {{137_000_000L, 175_000_000L}, {410_000_000L, 525_000_000L},
      {862_000_000L, 1_020_000_000L}};
  private static final int PA_DAC_DEFAULT = 0x84;
  /** Supply current at PA_BOOST with 17 and with 20 dBm (datasheet, table 6). */
  private static final int NORMAL_MILLIAMPS = 87;
  private static final int HIGH_POWER_MILLIAMPS = 120;
  private static final int TCXO_INPUT_ON = 0x10;

  private final Sx1276Registers registers;
  private final boolean tcxo;
  private final List<String> broken = new ArrayList<>();

  private Sx1276Rules(Sx1276Registers registers, boolean tcxo) {
    this.registers = registers;
    this.tcxo = tcxo;
  }

  /** @return what is wrong; nothing happens on the air then */
  static List<String> brokenByTransmitting(Sx1276Registers registers, boolean tcxo) {
    Sx1276Rules rules = new Sx1276Rules(registers, tcxo);
    rules.checkBoth();
    rules.checkTransmitter();
    return rules.broken;
  }

  static List<String> brokenByReceiving(Sx1276Registers registers, boolean tcxo) {
    Sx1276Rules rules = new Sx1276Rules(registers, tcxo);
    rules.checkBoth();
    rules.checkSpuriousReception();
    return rules.broken;
  }

  private void checkBoth() {
    checkModulation();
    checkDetection();
    if (broken.isEmpty()) {
      checkLowDataRate();
      checkFrequency();
      checkHighBandwidth();
    }
    boolean tcxoOn = (get(Sx1276Map.TCXO) & TCXO_INPUT_ON) != 0;
    require(tcxoOn == tcxo, "RegTcxo does not name the clock the board has");
    int inverted = get(Sx1276Map.INVERT_IQ) & 0x41;
    require(get(Sx1276Map.INVERT_IQ_2) == (inverted == 0x01 ? 0x1D : 0x19),
        "RegInvertIQ2 does not fit RegInvertIQ");
  }

  private void checkModulation() {
    int spreadingFactor = registers.spreadingFactor();
    require(registers.bandwidthKnown(), "reserved bandwidth");
    require(registers.codingRate() >= 5 && registers.codingRate() <= 8, "reserved coding rate");
    require(spreadingFactor >= SF6 && spreadingFactor <= MAX_SPREADING_FACTOR, "reserved spreading factor");
    require(registers.preambleSymbols() >= MIN_PREAMBLE, "a preamble under 6 symbols");
    require(!registers.implicitHeader(), "this air carries explicit headers only");
    require(spreadingFactor != SF6 || registers.implicitHeader(), "SF6 needs the implicit header");
  }

  private void checkDetection() {
    boolean six = registers.spreadingFactor() == SF6;
    require((get(Sx1276Map.DETECT_OPTIMIZE) & 7) == (six ? 5 : 3),
        "RegDetectOptimize does not fit the spreading factor");
    require(get(Sx1276Map.DETECTION_THRESHOLD) == (six ? 0x0C : 0x0A),
        "RegDetectionThreshold does not fit the spreading factor");
  }

  private void checkLowDataRate() {
    require(registers.lowDataRateOptimized() == registers.modulation().lowDataRateOptimized(),
        "LowDataRateOptimize is for symbols over 16 ms, and needed there");
  }

  private void checkFrequency() {
    long frequencyHz = registers.frequencyHz();
    boolean tunes = false;
    for (long[] band : BANDS_HZ) {
      // Erratum 2.3 takes the receiver up to one narrow bandwidth over the edge.
      tunes |= frequencyHz >= band[0] && frequencyHz <= band[1] + registers.bandwidthHz();
    }
    require(tunes, String.format(Locale.ROOT, "%d Hz is in no band of the chip", frequencyHz));
    require(frequencyHz > LOWEST_BAND_TO_HZ || registers.bandwidthCode() < CODE_250_KHZ,
        "no 250 or 500 kHz in the lowest band");
    require(registers.lowFrequencyMode() != registers.highBand(),
        "LowFrequencyModeOn does not fit the frequency");
  }

  /** Erratum 2.1. */
  private void checkHighBandwidth() {
    if (registers.bandwidthCode() != CODE_500_KHZ) {
      require(get(Sx1276Map.HIGH_BW_1) == 0x03, "erratum 2.1: 0x36 must be 0x03 below 500 kHz");
      return;
    }
    require(get(Sx1276Map.HIGH_BW_1) == 0x02, "erratum 2.1: 0x36 must be 0x02 at 500 kHz");
    require(get(Sx1276Map.HIGH_BW_2) == (registers.highBand() ? 0x64 : 0x7F),
        "erratum 2.1: 0x3A does not fit the band at 500 kHz");
  }

  /** Erratum 2.3. */
  private void checkSpuriousReception() {
    if (!registers.bandwidthKnown()) {
      return;
    }
    boolean automatic = (get(Sx1276Map.DETECT_OPTIMIZE) & 0x80) != 0;
    int code = registers.bandwidthCode();
    require(automatic == (code == CODE_500_KHZ),
        "erratum 2.3: bit 7 of 0x31 is for 500 kHz, and needed there");
    if (code != CODE_500_KHZ) {
      int ifFreq = code == 0 ? 0x48 : code < CODE_62_5_KHZ ? 0x44 : 0x40;
      require(get(Sx1276Map.IF_FREQ_1) == ifFreq && get(Sx1276Map.IF_FREQ_2) == 0,
          "erratum 2.3: 0x2F and 0x30 do not fit the bandwidth");
    }
  }

  private void checkTransmitter() {
    require(registers.crcOn(), "this air carries frames with CRC only");
    require(registers.paBoost(), "nothing is connected to RFO");
    require(registers.highPower() || get(Sx1276Map.PA_DAC) == PA_DAC_DEFAULT, "reserved value in RegPaDac");
    int neededMilliamps = registers.highPower() ? HIGH_POWER_MILLIAMPS : NORMAL_MILLIAMPS;
    require(registers.currentLimitMilliamps() >= neededMilliamps,
        "RegOcp lets " + registers.currentLimitMilliamps() + " mA through, " + neededMilliamps
            + " mA are needed");
    require(get(Sx1276Map.PAYLOAD_LENGTH) > 0, "RegPayloadLength 0 is not permitted");
  }

  private int get(int address) {
    return registers.get(address);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }
}
