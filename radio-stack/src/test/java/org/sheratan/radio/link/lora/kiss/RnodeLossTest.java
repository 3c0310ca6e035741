package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.emulator.SerialDevice;
import org.sheratan.radio.ether.Tuning;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;
import org.sheratan.radio.link.lora.RadioSettings;

/** The RNode driver when the emulated firmware 1.86 restarts, falls silent or goes away, and at its own end. */
class RnodeLossTest {
  private final Desk desk = new Desk();

  @Test
  void shouldFailWhenAKnobIsTurnedBehindItsBack() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.POWER, 14));
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.LONG_AIRTIME_LOCK, 1));
    desk.run(10_100);
    assertEquals(List.of(), seat.all(RadioEvent.Failed.class), "as asked, or nothing that can be read");
    seat.cable.toHost(RnodeProtocol.oneByte(RnodeProtocol.SPREADING_FACTOR, 12));
    desk.run(10_200);
    assertEquals("spreading factor: asked for 8, the modem confirms 12", seat.failure().why());
  }

  @Test
  void shouldBeLostWhenTheModemRestartsInTheMiddleOfAFrame() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.RESTARTS);
    desk.say(seat, Desk.bytes(100, 0));
    desk.run(1_000);
    desk.say(seat, Desk.bytes(100, 50));
    desk.run(3_000);
    assertEquals(Desk.bytes(100, 0), seat.received().getFirst());
    assertFalse(seat.received().contains(Desk.bytes(100, 50)), "it was cut");
    assertEquals(new RadioEvent.Failed(RadioFault.LOST, "the modem restarted"), seat.failure());
    assertFalse(seat.radio.accepts());

    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    desk.run(10_000);
    assertEquals(2, seat.all(RadioEvent.Ready.class).size());
    desk.say(seat, Desk.bytes(100, 7));
    desk.run(1_000);
    assertEquals(Desk.bytes(100, 7), seat.received().getLast());
  }

  @Test
  void shouldComeBackAfterUnplugAndReplug() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
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
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.STUCK);
    desk.send(seat, Desk.bytes(30, 0));
    desk.run(40_000);
    assertFalse(seat.failed(RadioFault.LOST), "a channel may be taken for a while");
    assertEquals(0, seat.all(RadioEvent.Transmitted.class).size());
    desk.run(60_000);
    assertEquals("the modem took a frame and does not send it", seat.failure().why());
  }

  @Test
  void shouldBeLostWhenTheModemFallsSilent() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    seat.cable.attach(new SilentDevice());
    seat.modem.restart();
    desk.air.advance(desk.air.nowMs());
    desk.run(60_000);
    assertEquals(RadioFault.LOST, seat.failure().fault());
  }

  @Test
  void shouldSwitchTheRadioOffAtItsEnd() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    Tuning tuning = seat.onAir();
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
    Desk.Seat seat = desk.started(RnodeBoard.RAK4631, RnodeFault.NONE);
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
    Desk.Seat seat = desk.started(RnodeBoard.RAK4631, RnodeFault.NONE);
    seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
    seat.cable.unplug();
    desk.run(20_000);
    assertEquals(RadioFault.ABSENT, seat.failure().fault());
    assertEquals(Long.MAX_VALUE, seat.radio.nextPollMs());
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
