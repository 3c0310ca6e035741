package org.sheratan.radio.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.AirFaults;
import org.sheratan.radio.ether.Tuning;

/** The emulated chip does what the datasheet says, for one who does it right. */
class Sx1262ChipTest extends Sx1262Probe {
  private static final int STANDBY_RC = 2;
  private static final int STANDBY_XOSC = 3;
  private static final int RX = 5;
  private static final int TX = 6;

  private void receive() {
    setUp();
    say("8C 000800FF0100", "0D 07360D", "82 FFFFFF");
    run(1_000);
  }

  private void sayFromAfar(Bytes frame) {
    far.transmit(TUNING, 14, frame);
    run(500_000);
    far.receive(TUNING);
  }

  @Test
  void shouldWakeUpWithTheRegistersOfTheDatasheet() {
    assertEquals(STANDBY_RC, mode());
    assertEquals("1424", ask("1D 0740000000").substring(8));
    assertEquals("0D", ask("1D 07360000").substring(8));
    assertEquals("94", ask("1D 08AC0000").substring(8));
    assertEquals("C8", ask("1D 08D80000").substring(8));
    assertEquals("0000", ask("17 000000").substring(4));
  }

  @Test
  void shouldBootForThreeAndAHalfMilliseconds() {
    chip.reset().set(false);
    assertTrue(chip.busy().high());
    run(100);
    chip.reset().set(true);
    run(3_400);
    assertTrue(chip.busy().high());
    run(100);
    assertFalse(chip.busy().high());
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldTakeItsTimeForWhatItDoes() {
    say("89 7F");
    run(3_400);
    assertTrue(chip.busy().high());
    run(100);
    assertFalse(chip.busy().high());
    setUp();
    say("0E 00C0FFEE");
    ask("83 000000");
    run(90);
    assertTrue(chip.busy().high());
    run(20);
    assertFalse(chip.busy().high());
    assertEquals(TX, mode());
  }

  @Test
  void shouldSeeTimePassWhileBusyIsReadAgain() {
    say("96 01");
    int looks = 0;
    while (chip.busy().high()) {
      looks++;
    }
    assertTrue(looks >= 2 && looks <= 4, "20 us in steps of 5: " + looks);
  }

  @Test
  void shouldTransmitAndFallBack() {
    setUp();
    send();
    assertEquals(List.of(FRAME), heard);
    assertEquals(0x0001, irq());
    assertEquals(STANDBY_XOSC, mode());
    assertTrue(chip.dio1().high());
    assertEquals(1, risesMicros.size());
    say("02 0001");
    assertFalse(chip.dio1().high());
    say("93 20");
    send();
    assertEquals(STANDBY_RC, mode());
  }

  @Test
  void shouldReceiveAndGoOnReceiving() {
    receive();
    sayFromAfar(FRAME);
    assertEquals(0x0016, irq(), "preamble, header, done");
    assertEquals(RX, mode());
    assertEquals("0300", ask("13 000000").substring(4), "three bytes from 0");
    assertEquals("C0FFEE", ask("1E 0000000000").substring(6));
    assertEquals("10", ask("1D 076B0000").substring(8), "with CRC");
    say("02 43FF");
    sayFromAfar(Bytes.hex("aabb"));
    assertEquals("0203", ask("13 000000").substring(4), "two bytes behind the others");
    assertEquals("AABB", ask("1E 03000000").substring(6));
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldReportStrengthAsTheDatasheetDoes() {
    receive();
    sayFromAfar(FRAME);
    String status = ask("14 00000000").substring(4);
    double signalDbm = Integer.parseInt(status.substring(4), 16) / -2.0;
    assertEquals(14 - air.lossDb("far", "chip"), signalDbm, 0.5);
    assertTrue((byte) Integer.parseInt(status.substring(2, 4), 16) / 4.0 > 0);
    assertEquals(-117, Integer.parseInt(ask("15 0000").substring(4), 16) / -2.0, 1);
  }

  @Test
  void shouldSayWhatIsGarbled() {
    receive();
    air.faults(new AirFaults(0, 1, 0));
    sayFromAfar(FRAME);
    assertEquals(0x0040, irq() & 0x0060);
    air.faults(AirFaults.NONE);
    say("02 43FF", "80 01", "8C 000800020100", "0D 07360D", "82 FFFFFF");
    sayFromAfar(FRAME);
    assertEquals(0x0020, irq() & 0x0062, "the header says three bytes, two are allowed");
  }

  @Test
  void shouldStopReceivingInTime() {
    receive();
    say("80 01", "82 000640");
    run(24_000);
    assertEquals(RX, mode());
    run(2_000);
    assertEquals(0x0200, irq());
    assertEquals(STANDBY_RC, mode());
    say("02 43FF", "80 01", "82 000000");
    sayFromAfar(FRAME);
    assertEquals(STANDBY_XOSC, mode(), "received once");
  }

  @Test
  void shouldStopTransmittingInTime() {
    setUp();
    chip.inject(ChipFault.ENDLESS_TRANSMISSION);
    say("0E 00C0FFEE", "83 000640");
    run(30_000);
    assertEquals(0x0200, irq());
    assertEquals(List.of(), heard);
  }

  @Test
  void shouldDetectActivity() {
    setUp();
    say("C5");
    run(10_000);
    assertEquals(0x0080, irq());
    assertEquals(STANDBY_RC, mode());
    say("02 43FF", "80 01");
    far.transmit(TUNING, 14, Bytes.copyOf(new byte[100]));
    say("C5");
    run(10_000);
    assertEquals(0x0180, irq());
  }

  @Test
  void shouldTellSyncWordsAndPolaritiesApart() {
    setUp();
    say("0D 07403444");
    send();
    assertEquals(List.of(), heard);
    Tuning publicWord = new Tuning(868_100_000, TUNING.modulation(), 0x34, false);
    far.receive(publicWord);
    say("02 43FF");
    send();
    assertEquals(List.of(FRAME), heard);
    far.receive(new Tuning(868_100_000, TUNING.modulation(), 0x34, true));
    say("02 43FF", "8C 000800030101", "0D 073609");
    send();
    assertEquals(2, heard.size());
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldModulateAsTold() {
    setUp();
    far.receive(new Tuning(868_100_000, new LoraModulation(11, 500_000, 8, 16), 0x12, false));
    say("8B 0B060400", "8C 001000030100", "0D 07360D", "0D 088901");
    send();
    assertEquals(List.of(FRAME), heard);
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldRunOnATcxo() {
    rewire(Sx1262Wiring.amplified(8));
    assertEquals("0020", ask("17 000000").substring(4), "nothing feeds it yet");
    chip.receiveEnable().set(true);
    say("80 00", "97 02000140", "07 0000", "89 7F");
    run(8_400);
    assertTrue(chip.busy().high());
    run(200);
    assertFalse(chip.busy().high());
    assertEquals("0000", ask("17 000000").substring(4));
    ask("80 01");
    run(5_000);
    assertTrue(chip.busy().high());
    run(100);
    assertFalse(chip.busy().high());
    assertEquals(List.of(), violations.found());
  }

  @Test
  void shouldForgetEverythingAtReset() {
    setUp();
    chip.reset().set(false);
    run(1_000);
    chip.reset().set(true);
    run(4_000);
    assertEquals("1424", ask("1D 0740000000").substring(8));
    assertEquals("18", ask("1D 08E70000").substring(8));
    assertEquals("00", ask("11 0000").substring(4));
  }
}
