package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.LoraModulation;

/** Two senders and one receiver in the middle; in this country 6 dB are a factor of 1.81 in distance. */
class CaptureTest {
  private static final long SYMBOL = 2_048;
  private static final Bytes WEAK = Bytes.utf8("weak");
  private static final Bytes STRONG = Bytes.utf8("strong");

  private final Airwaves air = new Airwaves(new SeededEntropy(3), PathLoss.COUNTRY);
  private final Ear hub = Ear.on(air, "hub", 0);

  private List<String> frames() {
    while (air.nextDueMicros() != Long.MAX_VALUE) {
      air.advance(air.nextDueMicros());
    }
    return hub.received.stream().filter(Antenna.Reception::intact)
        .map(reception -> reception.frame().toUtf8())
        .toList();
  }

  /** The weak one begins at 0, the strong one, {@code nearer} times as near, at {@code laterMicros}. */
  private List<String> collide(double nearer, long laterMicros) {
    Ear weak = Ear.on(air, "weak", -1_000);
    Ear strong = Ear.on(air, "strong", 1_000 / nearer);
    if (laterMicros < 0) {
      strong.send(STRONG);
      air.advance(-laterMicros);
      weak.send(WEAK);
    } else {
      weak.send(WEAK);
      air.advance(laterMicros);
      strong.send(STRONG);
    }
    return frames();
  }

  @Test
  void shouldLoseBothWhenAboutAsStrong() {
    assertEquals(List.of(), collide(1.5, 0));
  }

  @Test
  void shouldReadTheStrongerByMoreThanSixDecibels() {
    assertEquals(List.of("strong"), collide(1.9, 0));
  }

  @Test
  void shouldReadTheStrongerThatCameFirst() {
    assertEquals(List.of("strong"), collide(1.9, -20 * SYMBOL));
  }

  @Test
  void shouldTurnToTheStrongerBeforeTheSyncWordIsOver() {
    // 8 + 4.25 symbols of the weak one, of which the strong one needs 5 to be noticed.
    assertEquals(List.of("strong"), collide(1.9, 7 * SYMBOL));
  }

  @Test
  void shouldNotLookUpFromAFrameItReads() {
    assertEquals(List.of(), collide(1.9, 8 * SYMBOL));
    assertEquals(List.of("10240 preamble", "41472 garbled 0"), hub.events);
  }

  @Test
  void shouldFindTheNextFrameAfterABrokenHeader() {
    Ear weak = Ear.on(air, "weak", -1_000);
    Ear strong = Ear.on(air, "strong", new Position(500, 0),
        Ear.tuned(new LoraModulation(8, 125_000, 5, 16)));
    weak.send(WEAK);
    air.advance(15 * SYMBOL);
    strong.send(STRONG);
    assertEquals(List.of("strong"), frames(), "10.75 of 16 symbols are left when the header has ended");
    assertEquals(List.of("10240 preamble", "41472 garbled 0", "51712 preamble"), hub.events.subList(0, 3));
  }

  @Test
  void shouldMissTheNextFrameWhenTooLittleOfItsPreambleIsLeft() {
    Ear weak = Ear.on(air, "weak", -1_000);
    Ear strong = Ear.on(air, "strong", 500);
    weak.send(WEAK);
    air.advance(15 * SYMBOL);
    strong.send(STRONG);
    assertEquals(List.of(), frames());
    assertEquals(List.of("10240 preamble", "41472 garbled 0"), hub.events);
  }

  @Test
  void shouldForgiveOverlapBeforeTheLastFiveSymbolsOfThePreamble() {
    assertEquals(List.of("weak"), follow(3 * SYMBOL));
  }

  @Test
  void shouldNotForgiveOverlapInTheLastFiveSymbolsOfThePreamble() {
    assertEquals(List.of(), follow(3 * SYMBOL + 1));
  }

  /** A frame overlaps the end of one that the hub cannot follow for its sync word. */
  private List<String> follow(long overlapMicros) {
    Ear stranger = Ear.on(air, "stranger", new Position(-1_000, 0),
        new Tuning(Ear.TUNING.frequencyHz(), Ear.SF8, 0x34, false));
    Ear sender = Ear.on(air, "sender", 1_000);
    stranger.send(STRONG);
    air.advance(Ear.SF8.airtimeMicros(STRONG.length()) - overlapMicros);
    sender.send(WEAK);
    return frames();
  }

  @Test
  void shouldAddUpManyWeakInterferers() {
    Ear sender = Ear.on(air, "sender", 500);
    for (int index = 0; index < 4; index++) {
      Ear.on(air, "far" + index, new Position(0, 1_000 + index), Ear.TUNING).send(STRONG);
      air.advance(index);
    }
    sender.send(WEAK);
    assertEquals(List.of(), frames(), "7 dB over one of them is 1 dB over all");
  }

  @Test
  void shouldReadThroughOtherSpreadingFactors() {
    Ear sf7 = Ear.on(air, "sf7", new Position(0, 500), Ear.tuned(new LoraModulation(7, 125_000, 5, 8)));
    Ear weak = Ear.on(air, "weak", -1_000);
    weak.send(WEAK);
    air.advance(4 * SYMBOL);
    sf7.send(STRONG);
    assertEquals(List.of("weak"), frames(), "7 dB stronger, 11 dB forgiven");
  }

  @Test
  void shouldFallToAMuchStrongerOtherSpreadingFactor() {
    Ear sf7 = Ear.on(air, "sf7", new Position(0, 300), Ear.tuned(new LoraModulation(7, 125_000, 5, 8)));
    Ear weak = Ear.on(air, "weak", -1_000);
    weak.send(WEAK);
    air.advance(4 * SYMBOL);
    sf7.send(STRONG);
    assertEquals(List.of(), frames(), "12 dB stronger, 11 dB forgiven");
  }
}
