package org.sheratan.radio.link.lora.sx126x;

import java.util.Optional;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.ChipRadio;
import org.sheratan.radio.link.lora.LoraBandwidth;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/** What settings become on one board: the parameters of commands. */
final class Setup {
  /** Sync words of SX127x are spread over two bytes, whose lower nibbles are always 4. */
  private static final int SYNC_WORD_FILLER = 0x04;
  private static final int EXPLICIT_HEADER = 0x00;
  private static final int CRC_ON = 0x01;
  private static final int STANDARD_IQ = 0x00;
  private static final long CHIP_TIMEOUT_MARGIN_MICROS = 200_000;

  private final LoraModulation modulation;
  private final LoraBandwidth bandwidth;
  private final long frequencyHz;
  private final PowerAmplifier amplifier;
  private final Transmitter transmitter;

  /** Call after {@link #refusal} found nothing. */
  Setup(Sx126xBoard board, RadioSettings settings) {
    modulation = settings.modulation();
    bandwidth = LoraBandwidth.of(modulation.bandwidthHz()).orElseThrow();
    frequencyHz = settings.frequencyHz();
    Sx126xBoard.Matching matching = board.matching();
    amplifier = PowerAmplifier.nearest(matching.chip(), matching.chipDbm(settings.powerDbm()), frequencyHz);
    LoraModulation onAir = new LoraModulation(modulation.spreadingFactor(), bandwidth.hertz(),
        modulation.codingRate(), modulation.preambleSymbols());
    transmitter = new Transmitter(board.id(), board.name(), Frequency.of(frequencyHz).hertz(), onAir,
        matching.powerDbm(amplifier.chipDbm()), 0, ChipRadio.MAX_FRAME_BYTES, false);
  }

  /** Why the board cannot do what is asked, found without asking the chip. */
  static Optional<Failed> refusal(Sx126xBoard board, RadioSettings settings) {
    Sx126xBoard.Matching matching = board.matching();
    return matching.refuseBand(board.name(), settings.frequencyHz())
        .or(() -> matching.refuseBandwidth(settings.modulation().bandwidthHz()));
  }

  PowerAmplifier amplifier() {
    return amplifier;
  }

  int[] frequency() {
    int steps = Frequency.of(frequencyHz).steps();
    return new int[]{steps >>> 24, steps >> 16 & 0xff, steps >> 8 & 0xff, steps & 0xff};
  }

  int[] imageBand() {
    return Frequency.imageBand(frequencyHz);
  }

  /** SF, bandwidth, coding rate, low data rate optimization (datasheet 13.4.5.2). */
  int[] modulationParams() {
    return new int[]{modulation.spreadingFactor(), BandwidthCode.of(bandwidth), modulation.codingRate() - 4,
        transmitter.modulation().lowDataRateOptimized() ? 1 : 0};
  }

  boolean isBelow500Khz() {
    return bandwidth != LoraBandwidth.KHZ_500;
  }

  /**
   * Preamble, header, length, CRC, IQ (datasheet 13.4.6.2). There is no implicit header here, hence no need for the
   * workaround of 15.3.
   *
   * @param lengthBytes of the frame to send, or longest to be received
   */
  int[] packetParams(int lengthBytes) {
    int preamble = modulation.preambleSymbols();
    return new int[]{preamble >> 8, preamble & 0xff, EXPLICIT_HEADER, lengthBytes, CRC_ON, STANDARD_IQ};
  }

  int[] syncWord() {
    return new int[]{RadioSettings.SYNC_WORD & 0xf0 | SYNC_WORD_FILLER,
        (RadioSettings.SYNC_WORD & 0x0f) << 4 | SYNC_WORD_FILLER};
  }

  int[] cadParams() {
    return CadParameters.of(modulation.spreadingFactor());
  }

  /** When the chip itself gives up a transmission: 24 bits. */
  int[] transmitTimeout(int lengthBytes) {
    int steps = Steps.of(transmitter.airtimeMicros(lengthBytes) + CHIP_TIMEOUT_MARGIN_MICROS);
    return new int[]{steps >> 16 & 0xff, steps >> 8 & 0xff, steps & 0xff};
  }

  Transmitter transmitter() {
    return transmitter;
  }
}
