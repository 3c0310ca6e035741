package org.sheratan.radio.link.lora.sx126x;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;

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
  /** By name, and the code of datasheet table 13-48. */
  private static final int[][] BANDWIDTHS = {{7_800, 0x00}, {10_400, 0x08}, {15_600, 0x01}, {20_800, 0x09},
      {31_250, 0x02}, {41_700, 0x0A}, {62_500, 0x03}, {125_000, 0x04}, {250_000, 0x05}, {500_000, 0x06}};

  private static Sx126xBoard board(Sx126xChip chip, int fromMhz, int toMhz) {
    return board(new Sx126xBoard.Matching(chip, fromMhz * 1_000_000L, toMhz * 1_000_000L, 0, chip.maxDbm(),
        chip.maxDbm()));
  }

  private static Sx126xBoard board(Sx126xBoard.Matching matching) {
    return new Sx126xBoard("id", "E22",
        new Sx126xBoard.Lines(bytes -> {}, high -> {}, () -> false, () -> false),
        AntennaSwitch.NONE, matching, Optional.empty(), true, true);
  }

  private static Setup setup(Sx126xBoard board, long frequencyHz, LoraModulation modulation, int powerDbm) {
    RadioSettings settings = new RadioSettings(frequencyHz, modulation, powerDbm);
    assertTrue(Setup.refusal(board, settings).isEmpty());
    return new Setup(board, settings);
  }

  private static Setup setup(long frequencyHz, LoraModulation modulation, int powerDbm) {
    return setup(board(Sx126xChip.SX1262, 150, 960), frequencyHz, modulation, powerDbm);
  }

  private static Failed refusal(Sx126xBoard board, long frequencyHz, LoraModulation modulation) {
    return Setup.refusal(board, new RadioSettings(frequencyHz, modulation, 14)).orElseThrow();
  }

  private static String hex(int... values) {
    StringBuilder hex = new StringBuilder();
    for (int value : values) {
      hex.append(HexFormat.of().withUpperCase().toHexDigits((byte) value));
    }
    return hex.toString();
  }

  /** f · 2^25 / 32 MHz (datasheet 13.4.1); whole MHz are well known from drivers. */
  @ParameterizedTest
  @CsvSource({"150000000, 09600000, 150000000", "169400000, 0A966666, 169400000",
      "433175000, 1B12CCCD, 433175000",
      "434000000, 1B200000, 434000000", "868000000, 36400000, 868000000", "868100000, 3641999A, 868100000",
      "868300000, 3644CCCD, 868300000", "869525000, 36586666, 869525000", "902300000, 3864CCCD, 902300000",
      "906875000, 38AE0000, 906875000", "915000000, 39300000, 915000000", "960000000, 3C000000, 960000000"})
  void shouldTuneToTheNearestStep(long frequencyHz, String steps, long tunedHz) {
    Setup setup = setup(frequencyHz, Node.SF8, 14);
    assertEquals(steps, hex(setup.frequency()));
    assertEquals(tunedHz, setup.transmitter().frequencyHz());
  }

  @Test
  void shouldModulateInEveryWay() {
    for (int[] bandwidth : BANDWIDTHS) {
      for (int spreadingFactor = 5; spreadingFactor <= 12; spreadingFactor++) {
        for (int codingRate = 5; codingRate <= 8; codingRate++) {
          LoraModulation modulation = new LoraModulation(spreadingFactor, bandwidth[0], codingRate, 12);
          boolean optimized = (1L << spreadingFactor) * 1_000 > 16L * bandwidth[0];
          assertArrayEquals(new int[]{spreadingFactor, bandwidth[1], codingRate - 4, optimized ? 1 : 0},
              setup(868_100_000, modulation, 14).modulationParams(), modulation::toString);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 125000, 0", "10, 125000, 0", "11, 125000, 1", "12, 125000, 1", "11, 250000, 0",
      "12, 250000, 1",
      "12, 500000, 0", "8, 15600, 1", "7, 7800, 1", "9, 31250, 1", "8, 31250, 0"})
  void shouldOptimizeSymbolsOver16Ms(int spreadingFactor, int bandwidthHz, int optimized) {
    LoraModulation modulation = new LoraModulation(spreadingFactor, bandwidthHz, 5, 8);
    assertEquals(optimized, setup(868_100_000, modulation, 14).modulationParams()[3]);
  }

  /** Datasheet 13.1.14 and 13.4.4; the configurations of Semtech's reference driver. */
  @ParameterizedTest
  @CsvSource({"SX1262, -9, 04070001, F702, 38", "SX1262, 0, 04070001, 0002, 38",
      "SX1262, 14, 04070001, 0E02, 38",
      "SX1262, 22, 04070001, 1602, 38", "SX1268, 22, 04070001, 1602, 38", "SX1261, -17, 04000101, EF02, 18",
      "SX1261, 10, 04000101, 0A02, 18", "SX1261, 14, 04000101, 0E02, 18", "SX1261, 15, 06000101, 0E02, 18"})
  void shouldSetTheAmplifier(Sx126xChip chip, int dbm, String config, String params, String ocp) {
    PowerAmplifier amplifier = PowerAmplifier.nearest(chip, dbm, 433_175_000);
    assertEquals(config, hex(amplifier.config()));
    assertEquals(params, hex(amplifier.txParams()));
    assertEquals(ocp, hex(amplifier.overcurrentProtection()));
  }

  @Test
  void shouldSpareTheSmallAmplifierAtLowFrequencies() {
    assertEquals(14, PowerAmplifier.nearest(Sx126xChip.SX1261, 15, 169_400_000).chipDbm());
    assertEquals(15, PowerAmplifier.nearest(Sx126xChip.SX1261, 20, 868_100_000).chipDbm());
  }

  /** Asked, what the chip gives, what is reported. */
  @ParameterizedTest
  @CsvSource({"30, 18, 30", "22, 10, 22", "14, 2, 14", "2, -9, 3", "33, 18, 30"})
  void shouldNeverPromiseLessThanAnAmplifierGives(int askedDbm, int chipDbm, int reportedDbm) {
    Sx126xBoard board = board(
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 850_000_000, 930_000_000, 12, 22, 30));
    Setup setup = setup(board, 868_100_000, Node.SF8, askedDbm);
    assertEquals(chipDbm, setup.amplifier().chipDbm());
    assertEquals(reportedDbm, setup.transmitter().powerDbm());
  }

  @Test
  void shouldNotOverdriveAnAmplifier() {
    Sx126xBoard board = board(
        new Sx126xBoard.Matching(Sx126xChip.SX1262, 850_000_000, 930_000_000, 25, 8, 33));
    assertEquals(8, setup(board, 868_100_000, Node.SF8, 33).amplifier().chipDbm());
    assertThrows(IllegalStateException.class,
        () -> new Sx126xBoard.Matching(Sx126xChip.SX1262, 0, 1, 0, 23, 23));
  }

  /** Datasheet table 9-2; elsewhere 4 MHz around the channel. */
  @ParameterizedTest
  @CsvSource({"433175000, 6B6F", "430000000, 6B6F", "440000000, 6B6F", "490000000, 7581", "780000000, C1C5",
      "868100000, D7DB", "869650000, D7DB", "915000000, E1E9", "902300000, E1E9", "169400000, 2A2B",
      "921500000, E1E9", "930000000, E8E9"})
  void shouldCalibrateTheImageOfTheBand(long frequencyHz, String band) {
    assertEquals(band, hex(setup(frequencyHz, Node.SF8, 14).imageBand()));
  }

  /** Datasheet 13.3.6: 15.625 us a step. */
  @ParameterizedTest
  @CsvSource({"V1_6, 5000, 00000140", "V1_8, 5000, 02000140", "V3_3, 10000, 07000280", "V2_7, 1, 05000001",
      "V3_0, 16, 06000002"})
  void shouldFeedATcxo(Tcxo.Voltage voltage, int startMicros, String parameters) {
    assertEquals(parameters, hex(new Tcxo(voltage, startMicros).parameters()));
  }

  @Test
  void shouldKnowTheVoltagesOfTheDatasheet() {
    int[] millivolts = {1_600, 1_700, 1_800, 2_200, 2_400, 2_700, 3_000, 3_300};
    for (Tcxo.Voltage voltage : Tcxo.Voltage.values()) {
      assertEquals(millivolts[voltage.ordinal()], voltage.millivolts());
    }
    assertThrows(IllegalStateException.class, () -> new Tcxo(Tcxo.Voltage.V1_8, 0));
    assertThrows(IllegalStateException.class, () -> new Tcxo(Tcxo.Voltage.V1_8, 50_001));
  }

  /** AN1200.48, 125 kHz: two symbols up to SF8, then four. */
  @ParameterizedTest
  @CsvSource({"5, 01160A00000000", "7, 01160A00000000", "8, 01160A00000000", "9, 02170A00000000",
      "10, 02180A00000000",
      "11, 02190A00000000", "12, 021C0A00000000"})
  void shouldDetectActivityAsRecommended(int spreadingFactor, String params) {
    assertEquals(params,
        hex(setup(868_100_000, new LoraModulation(spreadingFactor, 125_000, 5, 8), 14).cadParams()));
  }

  @Test
  void shouldNamePacketsAndSyncWord() {
    Setup setup = setup(868_100_000, new LoraModulation(7, 125_000, 5, 0x0123), 14);
    assertEquals("012300400100", hex(setup.packetParams(64)));
    assertEquals("1424", hex(setup.syncWord()));
    // The longest there is, 255 s, is over the chip's timer of 262 s with nothing.
    LoraModulation slow = new LoraModulation(12, 7_800, 8, 65_535);
    assertEquals("FFFFFE", hex(setup(868_100_000, slow, 14).transmitTimeout(255)));
  }

  @Test
  void shouldReportExactBandwidths() {
    Transmitter narrow = setup(868_100_000, new LoraModulation(8, 10_400, 5, 8), 14).transmitter();
    assertEquals(10_416, narrow.modulation().bandwidthHz());
    assertEquals(255, narrow.maxFrameBytes());
    assertEquals(0, narrow.headerBytes());
  }

  @Test
  void shouldRefuseBandsTheBoardIsNotMadeFor() {
    Failed failed = refusal(board(Sx126xChip.SX1262, 850, 930), 433_175_000, Node.SF8);
    assertEquals(RadioFault.WRONG_BAND, failed.fault());
    assertEquals("433.175 MHz asked for, E22 (SX1262) is made for 850.000 to 930.000 MHz", failed.why());
    assertEquals(RadioFault.WRONG_BAND,
        refusal(board(Sx126xChip.SX1268, 150, 960), 868_100_000, Node.SF8).fault());
    assertEquals(RadioFault.WRONG_BAND,
        refusal(board(Sx126xChip.SX1262, 100, 2_500), 2_400_000_000L, Node.SF8).fault());
  }

  @Test
  void shouldRefuseBandwidthsTheChipHasNot() {
    Failed failed = refusal(board(Sx126xChip.SX1262, 150, 960), 868_100_000,
        new LoraModulation(8, 200_000, 5, 8));
    assertEquals(RadioFault.SETTINGS_REFUSED, failed.fault());
    assertEquals("200000 Hz bandwidth asked for, SX1262 has none such", failed.why());
  }
}
