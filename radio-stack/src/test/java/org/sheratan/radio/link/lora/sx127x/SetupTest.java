package org.sheratan.radio.link.lora.sx127x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.link.lora.AntennaSwitch;
import org.sheratan.radio.link.lora.RadioEvent.Failed;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

class SetupTest {
  private static final int[] BANDWIDTHS_HZ = {7_800, 10_400, 15_600, 20_800, 31_250, 41_700, 62_500, 125_000,
      250_000,
      500_000};

  private static Sx127xBoard board(Sx127xChip chip, int fromMhz, int toMhz) {
    return new Sx127xBoard("id", "RFM95W", bytes -> {}, high -> {}, () -> false, AntennaSwitch.NONE,
        new Sx127xBoard.Matching(chip, fromMhz * 1_000_000L, toMhz * 1_000_000L), false, 17);
  }

  private static Setup setup(long frequencyHz, LoraModulation modulation, int powerDbm) {
    Sx127xBoard board = board(Sx127xChip.SX1276, 137, 1020);
    RadioSettings settings = new RadioSettings(frequencyHz, modulation, powerDbm);
    assertTrue(Setup.refusal(board, settings).isEmpty());
    return new Setup(board, settings);
  }

  private static int value(Setup setup, Register register) {
    return setup.registers().stream().filter(one -> one.register() == register).findFirst().orElseThrow()
        .value();
  }

  private static Failed refusal(Sx127xBoard board, long frequencyHz, LoraModulation modulation) {
    return Setup.refusal(board, new RadioSettings(frequencyHz, modulation, 14)).orElseThrow();
  }

  /** FRF = f · 2^19 / 32 MHz; 434 MHz is the datasheet's own example, its reset value. */
  @ParameterizedTest
  @CsvSource({"137000000, 224000, 137000000", "169400000, 2A599A, 169400024", "434000000, 6C8000, 434000000",
      "433175000, 6C4B33, 433174988", "868100000, D90666, 868099976", "868300000, D91333, 868299988",
      "869525000, D9619A, 869525024", "902300000, E19333, 902299988", "915000000, E4C000, 915000000"})
  void shouldTuneToTheNearestStep(long frequencyHz, String frf, long tunedHz) {
    Setup setup = setup(frequencyHz, Node.SF8, 14);
    assertEquals(Integer.parseInt(frf, 16), setup.transmitChannel().frf());
    assertEquals(setup.transmitChannel(), setup.receiveChannel());
    assertEquals(tunedHz, setup.transmitter().frequencyHz());
    assertEquals(Integer.parseInt(frf.substring(0, 2), 16), value(setup, Register.FRF_MSB));
    assertEquals(Integer.parseInt(frf.substring(2, 4), 16), value(setup, Register.FRF_MID));
    assertEquals(Integer.parseInt(frf.substring(4), 16), value(setup, Register.FRF_LSB));
  }

  @Test
  void shouldConfigureEveryModulation() {
    for (int code = 0; code < BANDWIDTHS_HZ.length; code++) {
      for (int spreadingFactor = 7; spreadingFactor <= 12; spreadingFactor++) {
        for (int codingRate = 5; codingRate <= 8; codingRate++) {
          LoraModulation modulation = new LoraModulation(spreadingFactor, BANDWIDTHS_HZ[code], codingRate,
              0x123);
          Setup setup = setup(868_100_000, modulation, 14);
          assertEquals(code << 4 | (codingRate - 4) << 1, value(setup, Register.MODEM_CONFIG_1));
          assertEquals(spreadingFactor << 4 | 4, value(setup, Register.MODEM_CONFIG_2));
          boolean longSymbol = (1 << spreadingFactor) / (BANDWIDTHS_HZ[code] / 1e3) > 16;
          assertEquals(longSymbol ? 0x0C : 0x04, value(setup, Register.MODEM_CONFIG_3), modulation::toString);
          assertEquals(0x01, value(setup, Register.PREAMBLE_MSB));
          assertEquals(0x23, value(setup, Register.PREAMBLE_LSB));
          assertEquals(0x12, value(setup, Register.SYNC_WORD));
        }
      }
    }
  }

  /** Table 21 of the datasheet and the examples of the datasheet's text: SF11 and SF12 at 125, SF12 at 250 kHz. */
  @ParameterizedTest
  @CsvSource({"10, 125000, false", "11, 125000, true", "12, 125000, true", "11, 250000, false",
      "12, 250000, true",
      "12, 500000, false", "10, 62500, true", "9, 62500, false", "7, 7800, true"})
  void shouldOptimizeLowDataRates(int spreadingFactor, int bandwidthHz, boolean on) {
    Setup setup = setup(868_100_000, new LoraModulation(spreadingFactor, bandwidthHz, 5, 8), 14);
    assertEquals(on, (value(setup, Register.MODEM_CONFIG_3) & 0x08) != 0);
  }

  @Test
  void shouldApplyErratum21At500Khz() {
    LoraModulation wide = new LoraModulation(7, 500_000, 5, 8);
    assertEquals(0x02, value(setup(868_100_000, wide, 14), Register.HIGH_BW_OPTIMIZE_1));
    assertEquals(0x64, value(setup(868_100_000, wide, 14), Register.HIGH_BW_OPTIMIZE_2));
    assertEquals(0x7F, value(setup(433_175_000, wide, 14), Register.HIGH_BW_OPTIMIZE_2));
    Setup narrower = setup(868_100_000, Node.SF8, 14);
    assertEquals(0x03, value(narrower, Register.HIGH_BW_OPTIMIZE_1));
    assertTrue(narrower.registers().stream().noneMatch(one -> one.register() == Register.HIGH_BW_OPTIMIZE_2));
  }

  /** The erratum names 410 to 525 and 862 to 1020 MHz only. */
  @Test
  void shouldLeaveErratum21AloneBetweenItsBands() {
    Sx127xBoard board = board(Sx127xChip.SX1279, 779, 787);
    Setup china = new Setup(board, new RadioSettings(780_000_000, new LoraModulation(7, 500_000, 5, 8), 14));
    assertEquals(0x03, value(china, Register.HIGH_BW_OPTIMIZE_1));
    assertTrue(china.registers().stream().noneMatch(one -> one.register() == Register.HIGH_BW_OPTIMIZE_2));
    assertEquals(0xC3, value(china, Register.DETECT_OPTIMIZE));
  }

  @ParameterizedTest
  @CsvSource({"7800, 43, 48, 7812", "10400, 43, 44, 10416", "15600, 43, 44, 15625", "20800, 43, 44, 20833",
      "31250, 43, 44, 31250", "41700, 43, 44, 41666", "62500, 43, 40, 0", "125000, 43, 40, 0",
      "250000, 43, 40, 0",
      "500000, C3, 20, 0"})
  void shouldApplyErratum23(int bandwidthHz, String detect, String ifFreq, long offsetHz) {
    Setup setup = setup(868_100_000, new LoraModulation(8, bandwidthHz, 5, 8), 14);
    assertEquals(Integer.parseInt(detect, 16), value(setup, Register.DETECT_OPTIMIZE));
    assertEquals(Integer.parseInt(ifFreq, 16), value(setup, Register.IF_FREQ_1));
    assertEquals(0, value(setup, Register.IF_FREQ_2));
    long shiftedHz = setup.receiveChannel().hertz() - setup.transmitChannel().hertz();
    assertEquals(offsetHz, shiftedHz, 61);
  }

  @Test
  void shouldKnowTheBand() {
    Setup high = setup(868_100_000, Node.SF8, 14);
    assertEquals(0x85, high.opMode(Register.MODE_RX_CONTINUOUS));
    assertEquals(0x23, value(high, Register.LNA));
    assertEquals(-157, high.strength().channelDbm(0));
    Setup low = setup(433_175_000, Node.SF8, 14);
    assertEquals(0x8D, low.opMode(Register.MODE_RX_CONTINUOUS));
    assertEquals(0x20, value(low, Register.LNA));
    assertEquals(-164, low.strength().channelDbm(0));
  }

  /** Datasheet 5.4.2 and 5.4.3. Above 17 dBm the chip may send 1 % of the time only, which nothing kept. */
  @ParameterizedTest
  @CsvSource({"-9, F0, 84, 2B, 2", "2, F0, 84, 2B, 2", "14, FC, 84, 2B, 14", "17, FF, 84, 2B, 17",
      "18, FF, 84, 2B, 17", "20, FF, 84, 2B, 17", "30, FF, 84, 2B, 17"})
  void shouldSetThePower(int askedDbm, String paConfig, String paDac, String ocp, int powerDbm) {
    Setup setup = setup(868_100_000, Node.SF8, askedDbm);
    assertEquals(Integer.parseInt(paConfig, 16), value(setup, Register.PA_CONFIG));
    assertEquals(Integer.parseInt(paDac, 16), value(setup, Register.PA_DAC));
    assertEquals(Integer.parseInt(ocp, 16), value(setup, Register.OCP));
    assertEquals(powerDbm, setup.transmitter().powerDbm());
  }

  @Test
  void shouldNeverExceedTheBoardsPower() {
    assertEquals(17, PowerAmplifier.nearest(20, 17).powerDbm());
    assertEquals(2, PowerAmplifier.nearest(-9, 17).powerDbm());
  }

  @Test
  void shouldReportWhatIsOnAir() {
    Transmitter transmitter = setup(868_100_000, new LoraModulation(9, 41_700, 6, 10), 14).transmitter();
    assertEquals("id", transmitter.id());
    assertEquals(new LoraModulation(9, 41_666, 6, 10), transmitter.modulation());
    assertEquals(0, transmitter.headerBytes());
    assertEquals(255, transmitter.maxFrameBytes());
    assertFalse(transmitter.ownChannelAccess());
  }

  /** SF7 to SF12 at 125 kHz, 4/5, preamble 8, explicit header, CRC, 32 bytes (AN1200.13). */
  @ParameterizedTest
  @CsvSource({"7, 71936", "8, 133632", "9, 246784", "10, 452608", "11, 987136", "12, 1810432"})
  void shouldKnowItsAirtime(int spreadingFactor, long micros) {
    LoraModulation modulation = new LoraModulation(spreadingFactor, 125_000, 5, 8);
    assertEquals(micros, setup(868_100_000, modulation, 14).transmitter().airtimeMicros(32));
  }

  @Test
  void shouldRefuseTheWrongBand() {
    Sx127xBoard rfm95 = board(Sx127xChip.SX1276, 862, 1020);
    assertEquals(new Failed(RadioFault.WRONG_BAND,
        "433.175 MHz asked for, RFM95W (SX1276) is made for 862.000 to 1020.000 MHz"),
        refusal(rfm95, 433_175_000, Node.SF8));
    Sx127xBoard low = board(Sx127xChip.SX1278, 137, 1020);
    assertEquals(RadioFault.WRONG_BAND, refusal(low, 868_100_000, Node.SF8).fault());
    Sx127xBoard any = board(Sx127xChip.SX1276, 137, 1020);
    assertEquals(RadioFault.WRONG_BAND, refusal(any, 600_000_000, Node.SF8).fault());
    assertEquals(RadioFault.WRONG_BAND, refusal(any, 2_400_000_000L, Node.SF8).fault());
    Sx127xBoard ninth = board(Sx127xChip.SX1279, 137, 1020);
    assertTrue(Setup.refusal(ninth, new RadioSettings(790_000_000, Node.SF8, 14)).isEmpty());
  }

  @Test
  void shouldRefuseWhatTheModemCannot() {
    Sx127xBoard rfm95 = board(Sx127xChip.SX1276, 862, 1020);
    assertEquals("SF6 asked for, SX1276 has none with an explicit header",
        refusal(rfm95, 868_100_000, new LoraModulation(6, 125_000, 5, 8)).why());
    assertEquals(RadioFault.SETTINGS_REFUSED,
        refusal(rfm95, 868_100_000, new LoraModulation(5, 125_000, 5, 8)).fault());
    assertEquals("100000 Hz bandwidth asked for, SX1276 has none such",
        refusal(rfm95, 868_100_000, new LoraModulation(8, 100_000, 5, 8)).why());
    assertEquals(RadioFault.SETTINGS_REFUSED, refusal(board(Sx127xChip.SX1277, 862, 1020), 868_100_000,
        new LoraModulation(10, 125_000, 5, 8)).fault());
    assertEquals("250000 Hz bandwidth asked for, up to 175 MHz SX1276 has 125 kHz at most",
        refusal(board(Sx127xChip.SX1276, 137, 175), 169_400_000, new LoraModulation(8, 250_000, 5, 8)).why());
  }
}
