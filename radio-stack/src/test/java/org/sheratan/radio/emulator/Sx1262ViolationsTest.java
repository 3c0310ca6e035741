package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sheratan.radio.ether.Position;
import org.sheratan.radio.link.lora.BusLostException;

/** The emulated chip notices when its driver does wrong. */
class Sx1262ViolationsTest extends Sx1262Probe {
  private static final int PROCESSING_ERROR = 4;
  private static final int EXECUTION_FAILURE = 5;

  @Test
  void shouldNoticeHastyResets() {
    chip.reset().set(false);
    run(99);
    chip.reset().set(true);
    assertViolation("NRESET was low for too short");
    assertEquals("0000", askAtOnce("C0 00"));
    assertViolation("a command while BUSY");
  }

  @Test
  void shouldTakeNoCommandWhileBusy() {
    say("80 00");
    askAtOnce("8A 01");
    assertViolation("a command while BUSY");
    assertEquals("00", ask("11 0000").substring(4), "it was ignored");
  }

  @ParameterizedTest
  @CsvSource({"D9, unknown command 0xD9", "FF 00, unknown command 0xFF"})
  void shouldRefuseUnknownCommands(String command, String what) {
    ask(command);
    assertViolation(what);
    assertEquals(PROCESSING_ERROR, commandStatus());
  }

  @ParameterizedTest
  @CsvSource({"80, SET_STANDBY with 1 bytes", "86 364199, SET_RF_FREQUENCY with 4 bytes",
      "83 00000000, SET_TX with 5 bytes", "8B 070401, SET_MODULATION_PARAMS with 4 bytes",
      "0D 0740, WRITE_REGISTER with 3 bytes", "1E 0000, READ_BUFFER with 3 bytes",
      "C0, GET_STATUS with 1 bytes"})
  void shouldRefuseWrongLengths(String command, String what) {
    ask(command);
    assertViolation(what);
    assertEquals(PROCESSING_ERROR, commandStatus());
  }

  @ParameterizedTest
  @CsvSource({"8B 07040100", "8C 000800030100", "88 01160A00000000"})
  void shouldWantThePacketTypeFirst(String command) {
    say("80 00", command);
    assertViolation("before SET_PACKET_TYPE");
    assertEquals(EXECUTION_FAILURE, commandStatus());
    ask("8A 00");
    assertViolation("LoRa only");
  }

  @Test
  void shouldWantTheAmplifierBeforeItsPower() {
    say("80 00", "8E 0E02");
    assertViolation("SET_TX_PARAMS before SET_PA_CONFIG");
  }

  @ParameterizedTest
  @CsvSource({"89 7F, CALIBRATE in STANDBY_XOSC", "98 D7DB, CALIBRATE_IMAGE in STANDBY_XOSC",
      "8A 01, SET_PACKET_TYPE in STANDBY_XOSC", "96 01, SET_REGULATOR_MODE in STANDBY_XOSC",
      "15 0000, GET_RSSI_INST in STANDBY_XOSC"})
  void shouldWantTheRightStandby(String command, String what) {
    setUp();
    ask(command);
    assertViolation(what);
    assertEquals(EXECUTION_FAILURE, commandStatus());
  }

  @ParameterizedTest
  @CsvSource({"86 3641999A", "8B 07040100", "8C 000800030100", "8E 0E02", "C5", "84 00"})
  void shouldKeepItsSettingsWhileReceiving(String command) {
    setUp();
    say("82 FFFFFF", command);
    assertViolation("in RX");
  }

  @Test
  void shouldLoseWhatIsSaidInItsSleep() {
    setUp();
    say("84 00");
    assertTrue(chip.busy().high());
    run(1_000);
    askAtOnce("83 000000");
    assertViolation("a command while it sleeps");
    run(3_000);
    assertTrue(chip.busy().high(), "it wakes up");
    run(1_000);
    assertEquals(2, mode());
    assertEquals("00", ask("11 0000").substring(4), "and has forgotten everything");
  }

  @ParameterizedTest
  @CsvSource({"8A, SET_MODULATION_PARAMS is missing", "86, SET_RF_FREQUENCY is missing",
      "8C, SET_PACKET_PARAMS is missing", "8E, SET_TX_PARAMS is missing", "98, the image is not calibrated",
      "0D 08D8, workaround 15.2", "0D 0889, workaround 15.1", "0D 0736, workaround 15.4",
      "9D, the antenna is not switched"})
  void shouldNotTransmitHalfSetUp(String missing, String what) {
    setUpWithout(missing);
    send();
    assertTrue(violations.found().stream().anyMatch(found -> found.contains(what)),
        violations.found()::toString);
    assertEquals(List.of(), heard);
    assertFalse(chip.dio1().high());
  }

  @ParameterizedTest
  @CsvSource({"8B 04040100, reserved modulation", "8B 07070100, reserved modulation",
      "8B 07040000, reserved modulation",
      "8B 0C040100, LowDataRateOptimize", "8B 07040101, LowDataRateOptimize",
      "8C 000500030100, under 6 symbols",
      "8C 000800030000, with CRC only", "8C 000801030100, explicit headers only",
      "8C 000800000100, an empty frame",
      "95 05070001, overstressed", "95 04080001, overstressed", "95 04000101, that of the SX1261",
      "8E 1702, reserved transmit", "8E F602, reserved transmit", "8E 0E08, reserved transmit",
      "0D 08E718, overcurrent protection", "86 3C000001, out of range",
      "86 1B12CCCD, image is not calibrated"})
  void shouldNotTransmitWronglySetUp(String command, String what) {
    setUp();
    say(command, "0D 07360D");
    send();
    assertTrue(violations.found().stream().anyMatch(found -> found.contains(what)),
        violations.found()::toString);
    assertEquals(List.of(), heard);
  }

  /** The trap that has cost most drivers a day. */
  @Test
  void shouldBeDeafWithoutTheWorkaroundAfterPacketParams() {
    setUp();
    say("8C 000800FF0100", "82 FFFFFF");
    assertViolation("workaround 15.4: 0x0736 was not amended after SetPacketParams");
    far.transmit(TUNING, 14, FRAME);
    run(200_000);
    assertEquals(0, irq());
    assertEquals(5, mode(), "from outside all looks well");
    assertEquals("FF", ask("15 0000").substring(4));
  }

  @Test
  void shouldSendOnlyWhatWasWritten() {
    setUp();
    say("0E 00C0FF", "83 000000");
    assertViolation("transmits what was not written, from buffer byte 2");
  }

  @Test
  void shouldGuardItsBuffer() {
    setUp();
    say("0E FE010203");
    assertViolation("writes beyond the buffer");
    say("8C 000800FF0100", "0D 07360D", "82 FFFFFF");
    far.transmit(TUNING, 14, FRAME);
    run(200_000);
    assertEquals("C0FFEE", ask("1E 0000000000").substring(6));
    int before = violations.found().size();
    ask("1E 000000000000");
    assertEquals(before + 1, violations.found().size());
    assertViolation("reads 4 bytes from 0, received are 3 from 0");
    ask("1E 010000");
    ask("1E 0300 00");
    assertViolation("reads 1 bytes from 3");
  }

  @Test
  void shouldGuardItsRegisters() {
    ask("1D 09000000");
    assertViolation("reads register 0x0900");
    ask("0D 090001");
    assertViolation("writes register 0x0900");
    ask("0D 076B10");
    assertViolation("writes register 0x076B");
  }

  @Test
  void shouldWantOldInterruptsCleared() {
    setUp();
    send();
    send();
    assertViolation("an old interrupt is not cleared");
    assertEquals(1, heard.size());
  }

  @Test
  void shouldNotRunWithoutItsTcxo() {
    rewire(Sx1262Wiring.amplified(8));
    say("80 00", "98 D7DB");
    assertViolation("CALIBRATE_IMAGE without a clock");
    ask("80 01");
    assertViolation("no 32 MHz clock");
    assertEquals(2, mode());
    assertEquals("0020", ask("17 000000").substring(4));
    say("97 02000140", "07 0000", "80 01");
    assertViolation("calibrated after that?");
    say("07 0000", "89 7F");
    assertEquals("0000", ask("17 000000").substring(4));
    say("80 01");
    assertEquals(3, mode());
  }

  @ParameterizedTest
  @CsvSource({"97 00000140", "97 0200007F", "97 07000140"})
  void shouldNotRunOnWronglyFedTcxos(String command) {
    rewire(Sx1262Wiring.amplified(8));
    say("80 00", command, "07 0000", "89 7F");
    assertEquals("0020", ask("17 000000").substring(4));
  }

  @Test
  void shouldNotStartACrystalLikeATcxo() {
    say("80 00", "97 02000140", "07 0000", "89 7F");
    assertEquals("0020", ask("17 000000").substring(4));
  }

  @Test
  void shouldWantItsAntennaSwitched() {
    rewire(new Sx1262Wiring(Optional.empty(), false, true, true, 0));
    setUp();
    send();
    assertViolation("the antenna is not switched to the transmitter");
    chip.transmitEnable().set(true);
    chip.receiveEnable().set(true);
    send();
    assertViolation("RXEN is high while transmitting");
    say("02 43FF", "82 FFFFFF");
    assertViolation("TXEN is high while receiving");
    chip.transmitEnable().set(false);
    chip.receiveEnable().set(false);
    say("80 01", "82 FFFFFF");
    assertViolation("RXEN is low while receiving");
  }

  @Test
  void shouldSenseOnlySetUp() {
    setUpWithout("88");
    say("C5");
    assertViolation("SetCadParams is missing");
    say("80 01", "88 01160A01000000", "C5");
    assertTrue(violations.found().stream().anyMatch(found -> found.contains("only CAD_ONLY is emulated")));
  }

  @Test
  void shouldThrowAtOnceWhenStrict() {
    Sx1262Chip strict = new Sx1262Chip(air.attach("strict", "strict", Position.ORIGIN), Sx1262Wiring.PLAIN,
        Violations.strict("strict"), () -> {});
    assertThrows(IllegalStateException.class, () -> strict.transfer(new byte[]{(byte) 0xD9}));
  }

  @Test
  void shouldLoseItsBus() {
    chip.inject(ChipFault.BUS_LOST);
    assertThrows(BusLostException.class, () -> askAtOnce("C0 00"));
    assertThrows(BusLostException.class, () -> chip.busy().high());
    assertThrows(BusLostException.class, () -> chip.dio1().high());
    assertThrows(BusLostException.class, () -> chip.reset().set(false));
  }
}
