package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.air.LoraModulation;

class RejectionTest {
  private static LoraModulation of(int spreadingFactor, int bandwidthHz) {
    return new LoraModulation(spreadingFactor, bandwidthHz, 5, 8);
  }

  private static double requiredDb(LoraModulation wanted, LoraModulation other) {
    return Decibel.toDbm(Rejection.required(wanted, other));
  }

  @Test
  void shouldNeedSixDecibelsAgainstItsOwnKind() {
    for (int spreadingFactor = 5; spreadingFactor <= 12; spreadingFactor++) {
      assertEquals(6, requiredDb(of(spreadingFactor, 125_000), of(spreadingFactor, 125_000)), 1e-9);
    }
  }

  @Test
  void shouldWithstandMoreTheSlowerItIs() {
    assertEquals(-8, requiredDb(of(7, 125_000), of(8, 125_000)), 1e-9);
    assertEquals(-25, requiredDb(of(12, 125_000), of(7, 125_000)), 1e-9);
    for (int wanted = 7; wanted < 12; wanted++) {
      for (int other = 7; other <= 12; other++) {
        if (other != wanted && other != wanted + 1) {
          assertTrue(requiredDb(of(wanted + 1, 125_000), of(other, 125_000)) < requiredDb(of(wanted, 125_000),
              of(other, 125_000)), wanted + " against " + other);
        }
      }
    }
  }

  @Test
  void shouldTakeOtherBandwidthsByTheirSlope() {
    assertEquals(6, requiredDb(of(7, 125_000), of(9, 250_000)), 1e-9);
    assertEquals(6, requiredDb(of(11, 500_000), of(7, 125_000)), 1e-9);
    assertEquals(-8, requiredDb(of(7, 125_000), of(10, 250_000)), 1e-9);
  }

  @Test
  void shouldCountOnlyTheShareInsideTheBand() {
    Tuning receiver = Ear.TUNING;
    assertEquals(1, Rejection.inBand(receiver, 869_525_000, 125_000));
    assertEquals(0.5, Rejection.inBand(receiver, 869_525_000 + 62_500, 125_000));
    assertEquals(0, Rejection.inBand(receiver, 869_525_000 + 125_000, 125_000));
    assertEquals(0.25, Rejection.inBand(receiver, 869_525_000, 500_000));
    assertEquals(1, Rejection.inBand(receiver, 869_525_000, 20_800));
  }
}
