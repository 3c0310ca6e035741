package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.ether.Position;

/** The emulated chip notices when its driver does wrong. */
class Sx1276ViolationsTest extends Sx1276Probe {
  @Test
  void shouldNoticeHastyResets() {
    chip.reset().set(false);
    run(99);
    chip.reset().set(true);
    assertViolation("NRESET was low for too short");
    run(4_999);
    assertEquals(0, read(0x42));
    assertViolation("SPI while the chip is not booted");
    run(1);
    assertEquals(0x12, read(0x42));
  }

  @Test
  void shouldCalibrateInFskStandbyOnly() {
    write("3B 42");
    assertEquals(0x22, read(0x3B));
    run(8_000);
    assertEquals(0x02, read(0x3B));
    assertEquals(List.of(), violations.found());
    write("3B 42", "01 08");
    assertViolation("mode change during calibration");
    write("3B 42");
    assertViolation("calibration is started in FSK standby only");
  }

  @Test
  void shouldChangeTheModemInSleepOnly() {
    write("01 81");
    assertViolation("LongRangeMode changes in sleep only");
    assertEquals(0x01, read(0x01));
    write("01 80");
    assertEquals(2, violations.found().size());
    assertEquals(0x00, read(0x01));
    write("01 80");
    assertEquals(0x80, read(0x01));
    assertEquals(2, violations.found().size());
  }

  @Test
  void shouldKeepTheFifoShutInSleep() {
    setUp();
    write("00 01", "01 80", "00 02");
    assertViolation("FIFO access in sleep or FSK mode");
    assertEquals(Bytes.hex("00"), readFifo(1));
    assertEquals(2, violations.found().size());
    write("01 81", "0D 00");
    readFifo(1);
    assertViolation("reads past the received bytes, at 0");
  }

  @Test
  void shouldNoticeReadsPastTheFrame() {
    setUp();
    write("12 FF", "01 85");
    far.transmit(TUNING, 14, FRAME);
    run(1_000_000);
    write("0D 00");
    assertEquals(FRAME, readFifo(3));
    assertEquals(List.of(), violations.found());
    readFifo(1);
    assertViolation("reads past the received bytes, at 3");
  }

  @Test
  void shouldNoticeTransmissionsBeyondTheFifo() {
    setUp();
    write("0E FE", "0D FE", "00 C0FFEE", "22 03", "01 83");
    assertViolation("transmits beyond the end of the FIFO: 3 bytes from 254");
    run(1_000_000);
    assertEquals(List.of(), heard);
  }

  @Test
  void shouldNoticeTransmissionsOfWhatNobodyWrote() {
    setUp();
    write("0D 00", "00 C0FF", "22 03", "01 83");
    assertViolation("transmits bytes that nobody wrote, at 2");
    write("01 81", "22 00", "01 83");
    assertViolation("RegPayloadLength 0 is not permitted");
  }

  @Test
  void shouldNoticeInterruptsThatCouldNotRise() {
    setUp();
    write("40 40", "0D 00", "00 C0FFEE", "22 03", "01 83");
    run(1_000_000);
    write("01 83");
    assertViolation("an old interrupt is not cleared");
  }

  @ParameterizedTest
  @ValueSource(strings = {"02 00", "05 00", "2B 00", "32 00", "38 00", "3C 00", "49 00", "4E 00", "60 00",
      "7F 00"})
  void shouldNoticeWritesToReservedRegisters(String write) {
    setUp();
    write(write);
    assertViolation("write to reserved register 0x" + write.substring(0, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 00", "13 00", "18 00", "19 00", "1A 00", "1B 00", "1C 00", "25 00", "2C 00",
      "42 00"})
  void shouldNoticeWritesToReadOnlyRegisters(String write) {
    setUp();
    write(write);
    assertViolation("write to read-only register 0x" + write.substring(0, 2));
    assertEquals(0x12, read(0x42));
  }

  @Test
  void shouldNoticeWritesInTheWrongMode() {
    write("1D 72");
    assertViolation("write to LoRa register 0x1D in FSK mode");
    setUp();
    write("01 85", "06 E4");
    assertViolation("write to register 0x06 outside of sleep, standby and FSTX");
    assertEquals(0xD9, read(0x06));
    write("00 01");
    assertViolation("the FIFO is filled in standby only");
    write("01 C5");
    assertViolation("FSK registers from LoRa mode are not emulated");
  }

  @Test
  void shouldNotPretendToBeAnFskModem() {
    write("01 0D");
    assertViolation("the FSK modem is not emulated");
  }

  /** Each register alone, everything else as a right driver sets it. */
  @ParameterizedTest
  @CsvSource({"1D A2, reserved bandwidth", "1D 70, reserved coding rate", "1D 7A, reserved coding rate",
      "1E 54, reserved spreading factor", "1E D4, reserved spreading factor",
      "21 05, a preamble under 6 symbols",
      "1D 73, this air carries explicit headers only", "1E 64, RegDetectionThreshold does not fit",
      "31 45, RegDetectOptimize does not fit", "37 0C, RegDetectionThreshold does not fit",
      "26 0C, LowDataRateOptimize is for symbols over 16 ms",
      "1E B4, LowDataRateOptimize is for symbols over 16 ms",
      "06 6C, LowFrequencyModeOn does not fit", "06 30, no band of the chip", "06 90, no band of the chip",
      "36 02, 0x36 must be 0x03 below 500 kHz", "4B 19, RegTcxo does not name the clock",
      "3B 19, RegInvertIQ2 does not fit", "33 67, RegInvertIQ2 does not fit"})
  void shouldNoticeWrongSettings(String write, String what) {
    setUp();
    write(write, "0D 00", "00 C0FFEE", "22 03");
    for (String mode : new String[]{"01 83", "01 85", "01 87"}) {
      write("01 81", mode);
      assertTrue(violations.found().stream().anyMatch(one -> one.contains(what)),
          violations.found()::toString);
      far.transmit(TUNING, 14, FRAME);
      run(1_000_000);
      far.receive(TUNING);
      assertEquals(0, read(0x12));
    }
    assertEquals(List.of(), heard);
  }

  @ParameterizedTest
  @CsvSource({"1E 70, this air carries frames with CRC only", "09 7C, nothing is connected to RFO",
      "4D 85, reserved value in RegPaDac", "0B 20, RegOcp lets 45 mA through",
      "0B 27, RegOcp lets 80 mA through",
      "4D 87, 120 mA are needed"})
  void shouldNoticeWrongTransmitters(String write, String what) {
    setUp();
    write(write, "0D 00", "00 C0FFEE", "22 03", "01 83");
    assertViolation(what);
    run(1_000_000);
    assertEquals(List.of(), heard);
  }

  /** Erratum 2.3 concerns the receiver only. */
  @ParameterizedTest
  @ValueSource(strings = {"31 C3", "2F 20", "2F 44", "30 01"})
  void shouldNoticeMissingErrata(String write) {
    setUp();
    write(write, "01 85");
    assertViolation("erratum 2.3");
    write("01 81", "0D 00", "00 C0FFEE", "22 03", "01 83");
    run(1_000_000);
    assertEquals(List.of(FRAME), heard);
  }

  @Test
  void shouldNoticeMissingErrataAt500Khz() {
    setUp();
    write("1D 92", "01 85");
    assertTrue(violations.found().containsAll(List.of("erratum 2.1: 0x36 must be 0x02 at 500 kHz",
        "erratum 2.1: 0x3A does not fit the band at 500 kHz",
        "erratum 2.3: bit 7 of 0x31 is for 500 kHz, and needed there")), violations.found()::toString);
    int before = violations.found().size();
    write("01 81", "36 02", "3A 64", "31 C3", "01 85");
    assertEquals(before, violations.found().size());
  }

  @Test
  void shouldThrowWhenStrict() {
    Violations strict = Violations.strict("chip");
    Sx1276Chip other = new Sx1276Chip(air.attach("other", "other", Position.ORIGIN), false, strict, () -> {});
    IllegalStateException thrown = assertThrows(IllegalStateException.class,
        () -> other.transfer(new byte[]{(byte) 0x81, (byte) 0x81}));
    assertEquals("chip: LongRangeMode changes in sleep only", thrown.getMessage());
    assertEquals(List.of("LongRangeMode changes in sleep only"), strict.found());
  }

  @Test
  void shouldNoticeTransfersWithoutData() {
    chip.transfer(new byte[]{0x42});
    assertViolation("an SPI transfer without data");
  }
}
