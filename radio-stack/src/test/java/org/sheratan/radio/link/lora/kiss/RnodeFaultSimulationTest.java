package org.sheratan.radio.link.lora.kiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.link.lora.RadioEvent;

/** One driver and its modem through unplugging, restarts, noise and other talkers, in virtual time. */
class RnodeFaultSimulationTest {
  private static final int ROUNDS = 60;
  private static final int SEEDS = 200;

  /** Airtime that the modem's coarsest statistics do not show, as the driver sees it. */
  private static final long HIDDEN_MICROS = 360_000;

  /** What was handed over and reported since the driver was last ready. */
  private static final class Book {
    private final Deque<Bytes> inside = new ArrayDeque<>();
    private long reportedMicros;
    private int sentBefore;
    private int eventsSeen;
  }

  @Test
  void neverReportsFarMoreThanHasLeftAndAlwaysComesBack() {
    System.out.println("seeds 1 to " + SEEDS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      live(seed);
    }
  }

  private static void live(long seed) {
    SeededEntropy entropy = new SeededEntropy(seed);
    Desk desk = new Desk();
    Desk.Seat seat = desk.rnode(entropy.chance(0.5) ? RnodeBoard.HELTEC_V3 : RnodeBoard.RAK4631,
        RnodeFault.NONE);
    Book book = new Book();
    desk.begin();
    for (int round = 0; round < ROUNDS; round++) {
      meddle(desk, seat, entropy);
      desk.run(entropy.nextInt(4_000));
      note(desk, seat, book, seed);
      if (seat.radio.accepts()) {
        Bytes frame = Desk.bytes(1 + entropy.nextInt(254), round);
        seat.radio.transmit(frame, desk.air.nowMs());
        book.inside.add(frame);
      } else if (seat.radio.nextPollMs() == Long.MAX_VALUE) {
        seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
      }
    }
    seat.cable.plug();
    desk.air.noise(-110);
    for (int attempt = 0; attempt < 4 && !seat.radio.accepts(); attempt++) {
      seat.radio.begin(Desk.SETTINGS, desk.air.nowMs());
      desk.run(20_000);
    }
    assertTrue(seat.radio.accepts(), "seed " + seed + " does not come back: " + seat.events);
  }

  private static void meddle(Desk desk, Desk.Seat seat, SeededEntropy entropy) {
    switch (entropy.nextInt(14)) {
      case 0 -> seat.cable.unplug();
      case 1, 2 -> seat.cable.plug();
      case 3 -> seat.modem.restart();
      case 4 -> desk.air.noise(-60);
      case 5, 6 -> desk.air.noise(-110);
      default -> {
        // Mostly things go well.
      }
    }
  }

  private static void note(Desk desk, Desk.Seat seat, Book book, long seed) {
    for (RadioEvent event : seat.events.subList(book.eventsSeen, seat.events.size())) {
      switch (event) {
        case RadioEvent.Ready ready -> {
          book.inside.clear();
          book.reportedMicros = 0;
          book.sentBefore = desk.air.sent().size();
        }
        case RadioEvent.Transmitted left -> book.reportedMicros += seat.transmitter()
            .airtimeMicros(book.inside.removeFirst().length());
        default -> {
          // Only what is sent is counted here.
        }
      }
    }
    book.eventsSeen = seat.events.size();
    long sentMicros = desk.air.sent().stream().skip(book.sentBefore)
        .mapToLong(sent -> sent.tuning().modulation().airtimeMicros(sent.frame().length())).sum();
    assertTrue(book.reportedMicros * 85 / 100 <= sentMicros + HIDDEN_MICROS,
        "seed " + seed + ": reported " + book.reportedMicros + " µs, on air were " + sentMicros + " µs");
    assertTrue(book.inside.size() <= 2, "seed " + seed + ": " + book.inside.size() + " inside");
  }

  @Test
  void canGoOnForADayWithoutLosingCount() {
    Desk desk = new Desk();
    Desk.Seat seat = desk.rnode(RnodeBoard.HELTEC_V3, RnodeFault.NONE);
    desk.beginAndRun();
    int frames = 400;
    for (int frame = 0; frame < frames; frame++) {
      desk.send(seat, Desk.bytes(10 + frame % 200, frame));
      desk.run(frame % 7 * 500L);
    }
    desk.run(20_000);
    assertEquals(frames, seat.all(RadioEvent.Transmitted.class).size());
    assertEquals(frames, desk.air.sent().size());
    assertEquals(0, seat.all(RadioEvent.Failed.class).size());
  }
}
