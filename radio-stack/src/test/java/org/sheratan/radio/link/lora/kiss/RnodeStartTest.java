package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/** How the RNode driver starts the emulated firmware 1.86, and which boards it refuses. */
class RnodeStartTest {
  private final Desk desk = new Desk();

  @Test
  void shouldComeUpWithWhatTheModemItselfConfirmed() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    Transmitter transmitter = seat.transmitter();
    assertEquals("rnode:c1-ca-00000001", transmitter.id());
    assertEquals("RNode 1.86 on Heltec LoRa32 v3 (ESP32)", transmitter.name());
    assertEquals(869_525_000, transmitter.frequencyHz());
    assertEquals(new LoraModulation(8, 125_000, 5, 18), transmitter.modulation(),
        "the firmware's own preamble");
    assertEquals(14, transmitter.powerDbm());
    assertEquals(1, transmitter.headerBytes());
    assertEquals(254, transmitter.maxFrameBytes());
    assertTrue(transmitter.ownChannelAccess());
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class));
  }

  @Test
  void shouldIgnoreTheBootLogOfABoardThatRestartsWhenItsPortOpens() {
    assertTrue(desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE).ready());
    assertEquals(1, desk.seats.getFirst().all(RadioEvent.Ready.class).size());
  }

  @Test
  void shouldAssumeTheFirmwaresPreambleWhereTheBoardDoesNotTell() {
    Desk.Seat seat = desk.started(RnodeBoard.ATMEGA2560, RnodeFault.NONE);
    assertEquals(18, seat.transmitter().modulation().preambleSymbols());
    assertTrue(seat.transmitter().name().contains("AVR"));
    assertTrue(Math.abs(seat.transmitter().frequencyHz() - 869_525_000) < 62, "as the chip rounds it");
  }

  @Test
  void shouldReportLessPowerThanAskedAndRefuseMore() {
    Desk.Seat less = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    Desk.Seat more = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    less.radio.begin(new RadioSettings(869_525_000, Desk.SETTINGS.modulation(), 27), 0);
    more.radio.begin(new RadioSettings(869_525_000, Desk.SETTINGS.modulation(), -3), 0);
    desk.run(10_000);
    assertEquals(22, less.transmitter().powerDbm());
    assertEquals(RadioFault.SETTINGS_REFUSED, more.failure().fault());
    assertEquals("power: asked for -3 dBm, the modem confirms 0 dBm", more.failure().why());
  }

  @Test
  void shouldRefuseAnEchoOtherThanAskedWithBothValues() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.WRONG_ECHO);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("spreading factor: asked for 8, the modem confirms 9", seat.failure().why());
  }

  @Test
  void shouldRefuseAPreambleThatTheFirmwareCannotHaveChosen() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.WRONG_PREAMBLE);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("preamble: the firmware chooses 18 to 19 symbols for these settings, the modem tells 6",
        seat.failure().why());
  }

  @Test
  void shouldRefuseASlotThatTheFirmwareCannotHaveChosen() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.WRONG_SLOT);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("CSMA slot: the firmware chooses 6 to 100 ms, the modem tells 60000", seat.failure().why());
  }

  @Test
  void shouldRefuseABandwidthThatOnlyTheChipRounds() {
    Desk.Seat seat = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    seat.radio.begin(new RadioSettings(869_525_000, new LoraModulation(8, 100_000, 5, 8), 14), 0);
    desk.run(10_000);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("bandwidth: asked for 100000 Hz, the modem confirms 125000 Hz", seat.failure().why());
  }

  @Test
  void shouldNameABoardOfTheWrongBand() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3_433, RnodeFault.NONE);
    assertEquals(RadioFault.WRONG_BAND, seat.failure().fault());
    assertTrue(seat.failure().why().contains("410 to 525 MHz"), seat.failure().why());
    assertTrue(seat.failure().why().contains("869525000 Hz"), seat.failure().why());
  }

  @Test
  void shouldNameAnUnflashedBoardWithWhatItSays() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.UNFLASHED);
    assertEquals(RadioFault.UNFLASHED, seat.failure().fault());
    assertTrue(seat.failure().why().contains("ESP-ROM"), seat.failure().why());
  }

  @Test
  void shouldAskAgainForAnEepromThatWasNotTold() {
    Desk.Seat late = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.EEPROM_LATE);
    assertEquals("rnode:c1-ca-00000001", late.transmitter().id(), "the same transmitter, the same meter");
    assertEquals(List.of(), late.all(RadioEvent.Failed.class));
  }

  /** Under another name the same transmitter had a second hour of airtime. */
  @Test
  void shouldNotTransmitForABoardThatDoesNotTellWhoseAirtimeItSpends() {
    Desk.Seat silent = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.EEPROM_SILENT);
    assertFalse(silent.ready());
    assertTrue(silent.failure().why().contains("whose airtime"), silent.failure().why());
  }

  @Test
  void shouldNameAnUnprovisionedBoardAndADeadChip() {
    Desk.Seat empty = desk.rnode(RnodeBoard.RAK4631, RnodeFault.UNPROVISIONED);
    Desk.Seat dead = desk.rnode(RnodeBoard.RAK4631, RnodeFault.DEAD_CHIP);
    desk.beginAndRun();
    assertEquals(RadioFault.UNPROVISIONED, empty.failure().fault(), "flashing it anew does not help");
    assertTrue(empty.failure().why().contains("not provisioned"), empty.failure().why());
    assertEquals(RadioFault.UNFLASHED, dead.failure().fault());
    assertTrue(dead.failure().why().contains("LoRa chip"), dead.failure().why());
  }

  @Test
  void shouldBeAbsentWhenThePortDoesNotOpen() {
    Rnode radio = new Rnode(Desk.refusing("/dev/ttyUSB7 does not exist"), Desk.INSIDE_MS);
    radio.begin(Desk.SETTINGS, 0);
    assertEquals(List.of(new RadioEvent.Failed(RadioFault.ABSENT, "/dev/ttyUSB7 does not exist")),
        radio.drainEvents());
    assertEquals(Long.MAX_VALUE, radio.nextPollMs());
    radio.poll(1);
    radio.end(2);
    assertEquals(List.of(), radio.drainEvents());
  }
}
