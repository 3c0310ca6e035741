package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.Tuning;

/** What the emulated chip does when its driver does right. */
class Sx1276ChipTest extends Sx1276Probe {
  @Test
  void shouldStartAsTheDatasheetSays() {
    int[][] expected = {{0x01, 0x09}, {0x06, 0x6C}, {0x07, 0x80}, {0x08, 0x00}, {0x09, 0x4F}, {0x0B, 0x2B},
        {0x0C, 0x20},
        {0x42, 0x12}, {0x4B, 0x09}, {0x4D, 0x84}};
    for (int[] one : expected) {
      assertEquals(one[1], read(one[0]), "register " + one[0]);
    }
    write("01 08", "01 88");
    int[][] lora = {{0x0E, 0x80}, {0x0F, 0x00}, {0x1D, 0x72}, {0x1E, 0x70}, {0x1F, 0x64}, {0x21, 0x08},
        {0x22, 0x01},
        {0x23, 0xFF}, {0x31, 0xC3}, {0x33, 0x27}, {0x36, 0x03}, {0x37, 0x0A}, {0x39, 0x12}, {0x3A, 0x65}};
    for (int[] one : lora) {
      assertEquals(one[1], read(one[0]), "register " + one[0]);
    }
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldTransmitAndStandBy() {
    setUp();
    write("40 40", "0D 00", "00 C0FFEE", "22 03", "01 83");
    assertEquals(0x83, read(0x01));
    assertFalse(chip.dio0().high());
    long airtimeMicros = TUNING.modulation().airtimeMicros(3);
    run(airtimeMicros - 1);
    assertEquals(List.of(), risesMicros);
    run(1);
    assertEquals(List.of(airtimeMicros), risesMicros);
    assertEquals(0x81, read(0x01));
    assertEquals(0x08, read(0x12));
    assertTrue(chip.dio0().high());
    write("12 08");
    assertFalse(chip.dio0().high());
    assertEquals(List.of(FRAME), heard);
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldReceiveContinuously() {
    setUp();
    write("12 FF", "40 00", "01 85");
    far.transmit(TUNING, 14, FRAME);
    run(10_000);
    assertEquals(0x07, read(0x18));
    run(1_000_000);
    assertEquals(0x50, read(0x12));
    assertEquals(3, read(0x13));
    assertEquals(0x40, read(0x1C));
    write("12 FF", String.format("0D %02X", read(0x10)));
    assertEquals(FRAME, readFifo(3));
    far.transmit(TUNING, 14, FRAME);
    run(1_000_000);
    assertEquals(3, read(0x10));
    assertEquals(0x85, read(0x01));
    assertEquals(2, risesMicros.size());
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldNotRaiseMaskedInterrupts() {
    setUp();
    write("11 50", "12 FF", "40 00", "01 85");
    far.transmit(TUNING, 14, FRAME);
    run(1_000_000);
    assertEquals(0, read(0x12));
    assertEquals(List.of(), risesMicros);
  }

  @Test
  void shouldGiveUpASingleReceptionThatDoesNotBegin() {
    setUp();
    write("1F 20", "12 FF", "01 86");
    run(32 * 1_024);
    assertEquals(0x80, read(0x12));
    assertEquals(0x81, read(0x01));
    write("12 FF", "1F FF", "01 86");
    far.transmit(TUNING, 14, FRAME);
    run(1_000_000);
    assertEquals(0x50, read(0x12));
    assertEquals(0x81, read(0x01));
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldDetectActivity() {
    setUp();
    write("12 FF", "40 80", "01 87");
    run(2 * 1_024);
    assertEquals(0x04, read(0x12));
    assertEquals(0x81, read(0x01));
    assertTrue(chip.dio0().high());
    far.transmit(TUNING, 14, FRAME);
    write("12 FF", "01 87");
    run(2 * 1_024);
    assertEquals(0x05, read(0x12));
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldMeasureTheChannelWhileReceiving() {
    setUp();
    write("01 85");
    assertEquals(-117, read(0x1B) - 157, 1);
    far.transmit(TUNING, 14, FRAME);
    assertEquals(14 - air.lossDb("far", "chip"), read(0x1B) - 157, 1);
    write("01 81");
    read(0x1B);
    assertViolation("RSSI is measured while receiving only");
  }

  @Test
  void shouldLoseEverythingInReset() {
    setUp();
    chip.reset().set(false);
    run(100);
    chip.reset().set(true);
    run(5_000);
    assertEquals(0x09, read(0x01));
    assertEquals(0x6C, read(0x06));
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldHearANarrowBandBesideTheFrequency() {
    Tuning narrow = new Tuning(868_100_000, new LoraModulation(7, 31_250, 5, 8), 0x12, false);
    setUp();
    write("1D 42", "2F 44", "12 FF", "01 85");
    far.transmit(narrow, 14, FRAME);
    run(1_000_000);
    assertEquals(0, read(0x12));
    // 868.13125 MHz
    write("01 81", "06 D90866", "01 85");
    far.transmit(narrow, 14, FRAME);
    run(1_000_000);
    assertEquals(0x50, read(0x12));
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldAllowTwentyDecibelmilliwattsWithEnoughCurrent() {
    setUp();
    write("09 FF", "4D 87", "0B 31", "0D 00", "00 C0FFEE", "22 03", "01 83");
    run(1_000_000);
    assertEquals(List.of(FRAME), heard);
    assertEquals(List.of(), violations.found());
  }
}
