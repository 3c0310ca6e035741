package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.SerialDevice;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;
import org.sheratan.radio.link.lora.Transmitter;

/** The RNode driver on the emulated firmware 1.86. */
class RnodeTest {
  private final Desk desk = new Desk();

  private Desk.Seat started(RnodeBoard board, RnodeFault fault) {
    Desk.Seat seat = desk.rnode(board, fault);
    desk.beginAndRun();
    return seat;
  }

  private Tuning onAir(Desk.Seat seat) {
    return new Tuning(seat.transmitter().frequencyHz(), seat.transmitter().modulation(),
        RadioSettings.SYNC_WORD,
        false);
  }

  /** Another RNode's transmission. */
  private void say(Desk.Seat hearer, Bytes packet) {
    desk.air.say(onAir(hearer), Bytes.hex("70").concat(packet));
  }

  @Test
  void shouldComeUpWithWhatTheModemItselfConfirmed() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
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
    assertTrue(started(RnodeBoard.HELTEC_V3, RnodeFault.NONE).ready());
    assertEquals(1, desk.seats.getFirst().all(RadioEvent.Ready.class).size());
  }

  @Test
  void shouldAssumeTheFirmwaresPreambleWhereTheBoardDoesNotTell() {
    Desk.Seat seat = started(RnodeBoard.ATMEGA2560, RnodeFault.NONE);
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
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.WRONG_ECHO);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("spreading factor: asked for 8, the modem confirms 9", seat.failure().why());
  }

  @Test
  void shouldRefuseAPreambleThatTheFirmwareCannotHaveChosen() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.WRONG_PREAMBLE);
    assertEquals(RadioFault.SETTINGS_REFUSED, seat.failure().fault());
    assertEquals("preamble: the firmware chooses 18 to 19 symbols for these settings, the modem tells 6",
        seat.failure().why());
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
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3_433, RnodeFault.NONE);
    assertEquals(RadioFault.WRONG_BAND, seat.failure().fault());
    assertTrue(seat.failure().why().contains("410 to 525 MHz"), seat.failure().why());
    assertTrue(seat.failure().why().contains("869525000 Hz"), seat.failure().why());
  }

  @Test
  void shouldNameAnUnflashedBoardWithWhatItSays() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.UNFLASHED);
    assertEquals(RadioFault.UNFLASHED, seat.failure().fault());
    assertTrue(seat.failure().why().contains("ESP-ROM"), seat.failure().why());
  }

  @Test
  void shouldAskAgainForAnEepromThatWasNotTold() {
    Desk.Seat late = started(RnodeBoard.HELTEC_V3, RnodeFault.EEPROM_LATE);
    assertEquals("rnode:c1-ca-00000001", late.transmitter().id(), "the same transmitter, the same meter");
    assertEquals(List.of(), late.all(RadioEvent.Failed.class));
  }

  /** Under another name the same transmitter had a second hour of airtime. */
  @Test
  void shouldNotTransmitForABoardThatDoesNotTellWhoseAirtimeItSpends() {
    Desk.Seat silent = started(RnodeBoard.HELTEC_V3, RnodeFault.EEPROM_SILENT);
    assertFalse(silent.ready());
    assertTrue(silent.failure().why().contains("whose airtime"), silent.failure().why());
  }

  @Test
  void shouldFailWhenAKnobIsTurnedBehindItsBack() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.POWER, 14));
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.LONG_AIRTIME_LOCK, 1));
    desk.run(10_100);
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class), "as asked, or nothing that can be read");
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.SPREADING_FACTOR, 12));
    desk.run(10_200);
    assertEquals("spreading factor: asked for 8, the modem confirms 12", seat.failure().why());
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

  @Test
  void shouldCarryEveryByteValueBetweenTwoDrivers() {
    Desk.Seat one = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    Desk.Seat other = desk.rnode(RnodeBoard.RAK4631, RnodeFault.NONE);
    desk.beginAndRun();
    desk.air.signal(-101, -15);
    List<Bytes> frames = List.of(Desk.bytes(254, 0), Desk.bytes(254, 128), Desk.bytes(1, 0xC0),
        Desk.bytes(2, 0xDB));
    frames.forEach(frame -> desk.send(one, frame));
    desk.run(5_000);
    assertEquals(frames, other.received());
    assertEquals(frames.size(), one.all(RadioEvent.Transmitted.class).size());
    RadioEvent.Received first = other.all(RadioEvent.Received.class).getFirst();
    assertEquals(-101, first.rssiDbm());
    assertEquals(-15, first.snrDb());
    assertEquals(0, other.all(RadioEvent.Garbled.class).size());
  }

  @Test
  void shouldReportAFrameAsSentOnlyOnceItHasLeft() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    for (int round = 0; round < 30; round++) {
      int sentBefore = desk.air.sent().size();
      int reported = seat.all(RadioEvent.Transmitted.class).size();
      desk.send(seat, Desk.bytes(20 + round * 7, round));
      desk.runUntil(desk.air.nowMs() + 10_000,
          at -> seat.all(RadioEvent.Transmitted.class).size() > reported);
      assertEquals(sentBefore + 1, desk.air.sent().size(), "reported before it left, round " + round);
      long leftMs = (desk.air.sent().getLast().atMicros()
          + onAir(seat).modulation().airtimeMicros(desk.air.sent().getLast().frame().length())) / 1_000;
      assertTrue(desk.air.nowMs() >= leftMs, "reported while on air, round " + round);
      assertTrue(desk.air.nowMs() <= leftMs + 3_500, "reported " + (desk.air.nowMs() - leftMs) + " ms late");
    }
  }

  /** Found by RnodeAirSimulationTest: a frame that left before the first statistics seemed to stay inside forever. */
  @Test
  void shouldTakeNoFrameBeforeTheFirstStatistics() {
    Desk.Seat seat = desk.rnode(RnodeBoard.RAK4631, RnodeFault.NONE);
    desk.begin();
    desk.runUntil(10_000, at -> seat.ready());
    desk.run(20);
    assertFalse(seat.radio.accepts());
    desk.run(1_000);
    assertTrue(seat.radio.accepts());
  }

  @Test
  void shouldPipelineOneFrameAndNoMore() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    desk.air.noise(-60);
    seat.radio.transmit(Desk.bytes(20, 1), desk.air.nowMs());
    assertFalse(seat.radio.accepts(), "not before the modem said there is room");
    desk.run(100);
    assertTrue(seat.radio.accepts());
    seat.radio.transmit(Desk.bytes(20, 2), desk.air.nowMs());
    desk.run(5_000);
    assertFalse(seat.radio.accepts());
    desk.air.noise(-110);
    desk.run(5_000);
    assertEquals(2, seat.all(RadioEvent.Transmitted.class).size());
    assertTrue(seat.radio.accepts());
  }

  @Test
  void shouldNotPipelineBeyondItsBoundOfAirtime() {
    Desk.Seat seat = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE, 500);
    desk.beginAndRun();
    desk.send(seat, Desk.bytes(20, 1));
    desk.run(60);
    assertFalse(seat.radio.accepts(), "a longest frame behind it would be more than 500 ms");
    desk.run(5_000);
    assertTrue(seat.radio.accepts());
  }

  @Test
  void shouldReportSentFramesOfBoardsWithoutStatistics() {
    Desk.Seat seat = started(RnodeBoard.ATMEGA2560, RnodeFault.NONE);
    desk.send(seat, Desk.bytes(20, 1));
    desk.run(10_000);
    assertEquals(1, desk.air.sent().size());
    assertEquals(1, seat.all(RadioEvent.Transmitted.class).size());
  }

  @Test
  void shouldSayNoiseWhenItChangesAndSenseTheChannel() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    assertEquals(List.of(new RadioEvent.Noise(-110)), seat.all(RadioEvent.Noise.class));
    seat.radio.sense(desk.air.nowMs());
    desk.run(2_000);
    assertEquals(List.of(new RadioEvent.Sensed(false, -110)), seat.all(RadioEvent.Sensed.class));
    desk.air.noise(-70);
    seat.radio.sense(desk.air.nowMs());
    desk.run(2_000);
    assertEquals(new RadioEvent.Sensed(true, -70), seat.all(RadioEvent.Sensed.class).getLast());
    desk.air.noise(-100);
    desk.run(5_000);
    assertEquals(new RadioEvent.Noise(-100), seat.all(RadioEvent.Noise.class).getLast());
  }

  @Test
  void shouldBeLostWhenTheModemRestartsInTheMiddleOfAFrame() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.RESTARTS);
    say(seat, Desk.bytes(100, 0));
    desk.run(1_000);
    say(seat, Desk.bytes(100, 50));
    desk.run(3_000);
    assertEquals(Desk.bytes(100, 0), seat.received().getFirst());
    assertFalse(seat.received().contains(Desk.bytes(100, 50)), "it was cut");
    assertEquals(new RadioEvent.Failed(RadioFault.LOST, "the modem restarted"), seat.failure());
    assertFalse(seat.radio.accepts());

    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    desk.run(10_000);
    assertEquals(2, seat.all(RadioEvent.Ready.class).size());
    say(seat, Desk.bytes(100, 7));
    desk.run(1_000);
    assertEquals(Desk.bytes(100, 7), seat.received().getLast());
  }

  @Test
  void shouldComeBackAfterUnplugAndReplug() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    desk.send(seat, Desk.bytes(30, 0));
    seat.cable.unplug();
    desk.run(5_000);
    assertEquals(RadioFault.LOST, seat.failure().fault());
    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    desk.run(1_000);
    assertEquals(RadioFault.ABSENT, seat.failure().fault());
    seat.cable.plug();
    desk.beginAndRun();
    assertEquals(2, seat.all(RadioEvent.Ready.class).size());
    desk.send(seat, Desk.bytes(30, 0));
    desk.run(5_000);
    assertEquals(1, seat.all(RadioEvent.Transmitted.class).size());
  }

  @Test
  void shouldBeLostWhenTheModemKeepsAFrameForever() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.STUCK);
    desk.send(seat, Desk.bytes(30, 0));
    desk.run(40_000);
    assertFalse(seat.failed(RadioFault.LOST), "a channel may be taken for a while");
    assertEquals(0, seat.all(RadioEvent.Transmitted.class).size());
    desk.run(60_000);
    assertEquals("the modem took a frame and does not send it", seat.failure().why());
  }

  @Test
  void shouldBeLostWhenTheModemFallsSilent() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    seat.cable.attach(new SilentDevice());
    seat.modem.restart();
    desk.air.advance(desk.air.nowMs());
    desk.run(60_000);
    assertEquals(RadioFault.LOST, seat.failure().fault());
  }

  @Test
  void shouldSwitchTheRadioOffAtItsEnd() {
    Desk.Seat seat = started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    Tuning tuning = onAir(seat);
    seat.radio.end(desk.air.nowMs());
    desk.air.say(tuning, Desk.bytes(10, 0));
    desk.run(2_000);
    assertEquals(List.of(), seat.received());
    assertEquals(Long.MAX_VALUE, seat.radio.nextPollMs());
    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    desk.run(10_000);
    assertEquals(2, seat.all(RadioEvent.Ready.class).size(), "the port was free again");
  }

  /** Frames that a driver before us left inside: behind a busy channel, when its process was killed. */
  @Test
  void shouldLetNothingLeaveThatAProcessBeforeItLeftInside() {
    for (RnodeBoard board : List.of(RnodeBoard.RAK4631, RnodeBoard.HELTEC_V3, RnodeBoard.ATMEGA2560)) {
      Desk one = new Desk();
      Desk.Seat killed = one.rnode(board, RnodeFault.NONE);
      one.beginAndRun();
      one.air.noise(-60);
      one.send(killed, Desk.bytes(20, 1));
      one.run(100);
      killed.cable.unplug();
      killed.cable.plug();
      one.seats.clear();
      Desk.Seat next = one.seat(new Rnode(killed.cable, Desk.INSIDE_MS), killed.cable);
      one.beginAndRun();
      assertTrue(next.ready(), board + ": " + next.events);
      assertEquals(List.of(), next.all(RadioEvent.Failed.class), "it restarts, and its port comes back");
      one.air.noise(-110);
      one.run(30_000);
      assertEquals(List.of(), one.air.sent(), "nobody counts that any more");
    }
  }

  @Test
  void shouldLetNothingLeaveUnderOtherSettingsWhenBegunAnew() {
    Desk.Seat seat = started(RnodeBoard.RAK4631, RnodeFault.NONE);
    desk.air.noise(-60);
    desk.send(seat, Desk.bytes(20, 1));
    desk.run(100);
    seat.radio.begin(new RadioSettings(868_300_000, Desk.SETTINGS.modulation(), 14), desk.air.nowMs());
    desk.run(10_000);
    assertEquals(868_300_000, seat.transmitter().frequencyHz());
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class));
    desk.air.noise(-110);
    desk.run(30_000);
    assertEquals(List.of(), desk.air.sent());
  }

  @Test
  void shouldLetNothingLeaveAfterItsEndNorAfterFailing() {
    Desk.Seat ended = desk.rnode(RnodeBoard.RAK4631, RnodeFault.NONE);
    Desk.Seat failed = desk.rnode(RnodeBoard.RAK4631, RnodeFault.NONE);
    desk.beginAndRun();
    desk.air.noise(-60);
    desk.send(ended, Desk.bytes(20, 1));
    desk.send(failed, Desk.bytes(20, 1));
    desk.run(100);
    ended.radio.end(desk.air.nowMs());
    failed.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.SPREADING_FACTOR, 12));
    desk.run(1);
    assertEquals(RadioFault.SETTINGS_REFUSED, failed.failure().fault());
    desk.beginAndRun();
    assertEquals(1, failed.all(RadioEvent.Failed.class).size(),
        "the port was away while the board restarted");
    assertEquals(2, ended.all(RadioEvent.Ready.class).size());
    assertEquals(2, failed.all(RadioEvent.Ready.class).size());
    desk.air.noise(-110);
    desk.run(30_000);
    assertEquals(List.of(), desk.air.sent());
  }

  @Test
  void shouldBeAbsentWhenTheBoardDoesNotComeBackFromItsRestart() {
    Desk.Seat seat = started(RnodeBoard.RAK4631, RnodeFault.NONE);
    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    seat.cable.unplug();
    desk.run(20_000);
    assertEquals(RadioFault.ABSENT, seat.failure().fault());
    assertEquals(Long.MAX_VALUE, seat.radio.nextPollMs());
  }

  @Test
  void shouldSetTheModemsOwnAirtimeLock() {
    Desk.Seat seat = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    // 0.1 % of an hour is 3.6 s; a frame takes 0.6 s.
    int sent = sentAllowed(seat, 1_000);
    assertTrue(sent >= 5 && sent <= 7, "sent " + sent);
  }

  /** The limit was that of the modem's first start: another region's or sub-band's changed nothing. */
  @Test
  void shouldFollowAnotherAirtimeLockWithoutANewDriver() {
    Desk.Seat seat = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    assertEquals(12, sentAllowed(seat, 100_000));
    int tight = sentAllowed(seat, 1_000);
    assertTrue(tight >= 5 && tight <= 7, "sent " + tight);
    assertEquals(12, sentAllowed(seat, SubBand.ALL_THE_TIME_PPM));
  }

  /** How many of twelve frames leave within 36 s when the modem may use so much of an hour. */
  private int sentAllowed(Desk.Seat seat, int dutyPpm) {
    seat.radio.begin(new RadioSettings(Desk.SETTINGS.frequencyHz(), Desk.SETTINGS.modulation(),
        Desk.SETTINGS.powerDbm(), dutyPpm), desk.air.nowMs());
    desk.run(10_000);
    assertTrue(seat.ready());
    int before = desk.air.sent().size();
    for (int round = 0; round < 12; round++) {
      if (seat.radio.accepts()) {
        seat.radio.transmit(Desk.bytes(200, round), desk.air.nowMs());
      }
      desk.run(3_000);
    }
    return desk.air.sent().size() - before;
  }

  @Test
  void shouldSurviveGarbageOnTheLine() {
    int ready = 0;
    for (int run = 0; run < 20; run++) {
      Desk noisy = new Desk();
      for (int other = 0; other < run; other++) {
        noisy.rnode(RnodeBoard.RAK4631, RnodeFault.GARBAGE);
      }
      Desk.Seat seat = noisy.rnode(RnodeBoard.HELTEC_V3, RnodeFault.GARBAGE);
      for (int attempt = 0; attempt < 5 && !seat.ready(); attempt++) {
        noisy.beginAndRun();
      }
      ready += seat.ready() ? 1 : 0;
    }
    assertTrue(ready >= 15, "only " + ready + " of 20 came up through the garbage");
  }

  /** Takes everything, says nothing. */
  private static final class SilentDevice implements SerialDevice {
    @Override
    public void onOpened() {
      // Nothing restarts.
    }

    @Override
    public void onHostBytes(byte[] bytes) {
      // Nobody reads.
    }
  }
}
