package org.sheratan.radio.link.lora.sx127x;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.LoraBandwidth;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/**
 * What settings become on one board: every register that deviates from its reset value or that errata name, to be
 * written in LoRa sleep and read back. Errata are those of the SX1276/77/78 errata note, revision 1.1.
 */
final class Setup {
  private static final int UNUSED_IRQS = Register.RX_TIMEOUT | Register.VALID_HEADER
      | Register.FHSS_CHANGE_CHANNEL;
  /** Where erratum 2.1 begins in the high band. */
  private static final long HIGH_BW_FROM_HZ = 862_000_000L;

  private final Sx127xBoard board;
  private final LoraModulation modulation;
  private final LoraBandwidth bandwidth;
  private final Frequency channel;
  private final Frequency receive;
  private final boolean highBand;
  private final PowerAmplifier amplifier;

  /** Call after {@link #refusal} found nothing. */
  Setup(Sx127xBoard board, RadioSettings settings) {
    this.board = board;
    modulation = settings.modulation();
    bandwidth = LoraBandwidth.of(modulation.bandwidthHz()).orElseThrow();
    channel = Frequency.of(settings.frequencyHz());
    receive = Frequency.of(settings.frequencyHz() + IntermediateFrequency.receiveOffsetHz(bandwidth));
    highBand = Sx127xChip.highBand(settings.frequencyHz());
    amplifier = PowerAmplifier.nearest(settings.powerDbm(), board.maxPowerDbm());
  }

  /** Why the board cannot do what is asked, found without asking the chip. */
  static Optional<Failed> refusal(Sx127xBoard board, RadioSettings settings) {
    Sx127xBoard.Matching matching = board.matching();
    LoraModulation modulation = settings.modulation();
    return matching.refuseBand(board.name(), settings.frequencyHz())
        .or(() -> matching.refuseSpreadingFactor(modulation.spreadingFactor()))
        .or(() -> matching.refuseBandwidth(modulation.bandwidthHz()))
        .or(() -> matching.refuseWide(settings.frequencyHz(), modulation.bandwidthHz()));
  }

  List<RegisterValue> registers() {
    List<RegisterValue> values = new ArrayList<>(channel.registers());
    values.addAll(amplifier.registers());
    values.addAll(List.of(
        new RegisterValue(Register.LNA, Register.LNA_G1 | (highBand ? Register.LNA_BOOST_HF : 0)),
        new RegisterValue(Register.FIFO_TX_BASE_ADDR, 0),
        new RegisterValue(Register.FIFO_RX_BASE_ADDR, 0),
        new RegisterValue(Register.IRQ_FLAGS_MASK, UNUSED_IRQS),
        // The register counts the bandwidths, from the narrowest.
        new RegisterValue(Register.MODEM_CONFIG_1,
            bandwidth.ordinal() << 4 | (modulation.codingRate() - 4) << 1),
        new RegisterValue(Register.MODEM_CONFIG_2,
            modulation.spreadingFactor() << 4 | Register.RX_PAYLOAD_CRC_ON),
        new RegisterValue(Register.MODEM_CONFIG_3, Register.AGC_AUTO_ON
            | (transmitter().modulation().lowDataRateOptimized() ? Register.LOW_DATA_RATE_OPTIMIZE : 0)),
        new RegisterValue(Register.PREAMBLE_MSB, modulation.preambleSymbols() >> 8),
        new RegisterValue(Register.PREAMBLE_LSB, modulation.preambleSymbols() & 0xff),
        new RegisterValue(Register.MAX_PAYLOAD_LENGTH, ChipRadio.MAX_FRAME_BYTES),
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
    if (bandwidth != LoraBandwidth.KHZ_500 || !named) {
      return List.of(new RegisterValue(Register.HIGH_BW_OPTIMIZE_1, Register.HIGH_BW_OFF));
    }
    return List.of(new RegisterValue(Register.HIGH_BW_OPTIMIZE_1, Register.HIGH_BW_ON),
        new RegisterValue(Register.HIGH_BW_OPTIMIZE_2, highBand ? Register.HIGH_BW_HF : Register.HIGH_BW_LF));
  }

  /** Erratum 2.3. It concerns the receiver, yet does not disturb the transmitter, but for {@link #receiveChannel}. */
  private List<RegisterValue> noSpuriousReception() {
    int automatic = bandwidth == LoraBandwidth.KHZ_500 ? Register.AUTOMATIC_IF_ON : 0;
    return List.of(new RegisterValue(Register.DETECT_OPTIMIZE, Register.DETECT_SF7_TO_SF12 | automatic),
        new RegisterValue(Register.IF_FREQ_1, IntermediateFrequency.register(bandwidth)),
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
        ChipRadio.MAX_FRAME_BYTES, false);
  }
}
