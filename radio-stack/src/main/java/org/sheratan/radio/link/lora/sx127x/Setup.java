package org.sheratan.radio.link.lora.sx127x;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * What settings become on one board: every register that deviates from its reset value or that errata name, to be
 * written in LoRa sleep and read back. Errata are those of the SX1276/77/78 errata note, revision 1.1.
 */
final class Setup {
  /** Longest payload of one LoRa frame. */
  static final int MAX_FRAME_BYTES = 255;
  private static final int UNUSED_IRQS = Register.RX_TIMEOUT | Register.VALID_HEADER
      | Register.FHSS_CHANGE_CHANNEL;
  /** Where erratum 2.1 begins in the high band. */
  private static final long HIGH_BW_FROM_HZ = 862_000_000L;
  private static final double HERTZ_PER_MHZ = 1e6;

  private final Sx127xBoard board;
  private final LoraModulation modulation;
  private final Bandwidth bandwidth;
  private final Frequency channel;
  private final Frequency receive;
  private final boolean highBand;
  private final PowerAmplifier amplifier;

  /** Call after {@link #refusal} found nothing. */
  Setup(Sx127xBoard board, RadioSettings settings) {
    this.board = board;
    modulation = settings.modulation();
    bandwidth = Bandwidth.of(modulation.bandwidthHz()).orElseThrow();
    channel = Frequency.of(settings.frequencyHz());
    receive = Frequency.of(settings.frequencyHz() + bandwidth.receiveOffsetHz());
    highBand = Sx127xChip.highBand(settings.frequencyHz());
    amplifier = PowerAmplifier.nearest(settings.powerDbm(), board.maxPowerDbm());
  }

  /** Why the board cannot do what is asked, found without asking the chip. */
  static Optional<Failed> refusal(Sx127xBoard board, RadioSettings settings) {
    Sx127xBoard.Matching matching = board.matching();
    if (!matching.passes(settings.frequencyHz())) {
      return Optional.of(new Failed(RadioFault.WRONG_BAND,
          String.format("%.3f MHz asked for, %s (%s) is made for %.3f to %.3f MHz",
              settings.frequencyHz() / HERTZ_PER_MHZ, board.name(), matching.chip(),
              matching.fromHz() / HERTZ_PER_MHZ, matching.toHz() / HERTZ_PER_MHZ)));
    }
    LoraModulation modulation = settings.modulation();
    if (!matching.chip().spreads(modulation.spreadingFactor())) {
      return refused("SF" + modulation.spreadingFactor() + " asked for, " + matching.chip()
          + " has none with an explicit header");
    }
    Optional<Bandwidth> bandwidth = Bandwidth.of(modulation.bandwidthHz());
    if (bandwidth.isEmpty()) {
      return refused(
          modulation.bandwidthHz() + " Hz bandwidth asked for, " + matching.chip() + " has none such");
    }
    if (bandwidth.get().hertz() > Bandwidth.KHZ_125.hertz()
        && Sx127xChip.lowestBand(settings.frequencyHz())) {
      return refused(modulation.bandwidthHz() + " Hz bandwidth asked for, up to 175 MHz "
          + matching.chip() + " has 125 kHz at most");
    }
    return Optional.empty();
  }

  private static Optional<Failed> refused(String why) {
    return Optional.of(new Failed(RadioFault.SETTINGS_REFUSED, why));
  }

  List<RegisterValue> registers() {
    List<RegisterValue> values = new ArrayList<>(channel.registers());
    values.addAll(amplifier.registers());
    values.addAll(List.of(
        new RegisterValue(Register.LNA, Register.LNA_G1 | (highBand ? Register.LNA_BOOST_HF : 0)),
        new RegisterValue(Register.FIFO_TX_BASE_ADDR, 0),
        new RegisterValue(Register.FIFO_RX_BASE_ADDR, 0),
        new RegisterValue(Register.IRQ_FLAGS_MASK, UNUSED_IRQS),
        new RegisterValue(Register.MODEM_CONFIG_1,
            bandwidth.code() << 4 | (modulation.codingRate() - 4) << 1),
        new RegisterValue(Register.MODEM_CONFIG_2,
            modulation.spreadingFactor() << 4 | Register.RX_PAYLOAD_CRC_ON),
        new RegisterValue(Register.MODEM_CONFIG_3, Register.AGC_AUTO_ON
            | (transmitter().modulation().lowDataRateOptimized() ? Register.LOW_DATA_RATE_OPTIMIZE : 0)),
        new RegisterValue(Register.PREAMBLE_MSB, modulation.preambleSymbols() >> 8),
        new RegisterValue(Register.PREAMBLE_LSB, modulation.preambleSymbols() & 0xff),
        new RegisterValue(Register.MAX_PAYLOAD_LENGTH, MAX_FRAME_BYTES),
        new RegisterValue(Register.HOP_PERIOD, 0),
        new RegisterValue(Register.DETECTION_THRESHOLD, Register.DETECTION_THRESHOLD_SF7_TO_SF12),
        new RegisterValue(Register.SYNC_WORD, RadioSettings.SYNC_WORD),
        new RegisterValue(Register.INVERT_IQ, Register.IQ_NORMAL),
        new RegisterValue(Register.INVERT_IQ_2, Register.IQ_2_NORMAL)));
    values.addAll(sensitivityAt500Khz());
    values.addAll(noSpuriousReception());
    return values;
  }

  /** Erratum 2.1. */
  private List<RegisterValue> sensitivityAt500Khz() {
    boolean named = !highBand || channel.hertz() >= HIGH_BW_FROM_HZ;
    if (bandwidth != Bandwidth.KHZ_500 || !named) {
      return List.of(new RegisterValue(Register.HIGH_BW_OPTIMIZE_1, Register.HIGH_BW_OFF));
    }
    return List.of(new RegisterValue(Register.HIGH_BW_OPTIMIZE_1, Register.HIGH_BW_ON),
        new RegisterValue(Register.HIGH_BW_OPTIMIZE_2, highBand ? Register.HIGH_BW_HF : Register.HIGH_BW_LF));
  }

  /** Erratum 2.3. It concerns the receiver, yet does not disturb the transmitter, but for {@link #receiveChannel}. */
  private List<RegisterValue> noSpuriousReception() {
    int automatic = bandwidth == Bandwidth.KHZ_500 ? Register.AUTOMATIC_IF_ON : 0;
    return List.of(new RegisterValue(Register.DETECT_OPTIMIZE, Register.DETECT_SF7_TO_SF12 | automatic),
        new RegisterValue(Register.IF_FREQ_1, bandwidth.ifFreq1()),
        new RegisterValue(Register.IF_FREQ_2, 0));
  }

  /** A mode of RegOpMode, with the bits that say which modem and which band. */
  int opMode(int mode) {
    return Register.LONG_RANGE_MODE | fskMode(mode);
  }

  int fskMode(int mode) {
    return mode | (highBand ? 0 : Register.LOW_FREQUENCY_MODE_ON);
  }

  Frequency transmitChannel() {
    return channel;
  }

  /** Where the receiver is tuned, by erratum 2.3 not always where the transmitter is. */
  Frequency receiveChannel() {
    return receive;
  }

  SignalStrength strength() {
    return new SignalStrength(highBand);
  }

  Transmitter transmitter() {
    LoraModulation onAir = new LoraModulation(modulation.spreadingFactor(), bandwidth.hertz(),
        modulation.codingRate(), modulation.preambleSymbols());
    return new Transmitter(board.id(), board.name(), channel.hertz(), onAir, amplifier.powerDbm(), 0,
        MAX_FRAME_BYTES, false);
  }
}
