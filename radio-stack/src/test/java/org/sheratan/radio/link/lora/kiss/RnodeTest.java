package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioSettings;

/** The RNode driver on the emulated firmware 1.86: frames, noise, airtime. */
class RnodeTest {
  private final Desk desk = new Desk();

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
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    for (int round = 0; round < 30; round++) {
      int sentBefore = desk.air.sent().size();
      int reported = seat.all(RadioEvent.Transmitted.class).size();
      desk.send(seat, Desk.bytes(20 + round * 7, round));
      desk.runUntil(desk.air.nowMs() + 10_000,
          at -> seat.all(RadioEvent.Transmitted.class).size() > reported);
      assertEquals(sentBefore + 1, desk.air.sent().size(), "reported before it left, round " + round);
      long leftMs = (desk.air.sent().getLast().atMicros()
          + seat.onAir().modulation().airtimeMicros(desk.air.sent().getLast().frame().length())) / 1_000;
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
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
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
    Desk.Seat seat = desk.started(RnodeBoard.ATMEGA2560, RnodeFault.NONE);
    desk.send(seat, Desk.bytes(20, 1));
    desk.run(10_000);
    assertEquals(1, desk.air.sent().size());
    assertEquals(1, seat.all(RadioEvent.Transmitted.class).size());
  }

  @Test
  void shouldSayNoiseWhenItChangesAndSenseTheChannel() {
    Desk.Seat seat = desk.started(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
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
}
