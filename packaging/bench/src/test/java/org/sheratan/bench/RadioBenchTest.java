package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** The rows of {@code bench radio}, smaller. The audit hears every transmission. */
class RadioBenchTest {
  private static final long HOUR_MS = 3_600_000;

  @Test
  void shouldNameTheSeedsOfTheRowsThatRunOnly() {
    assertTrue(RadioBench.setting("bulk,city.60").endsWith("; seeds: bulk 1, city 1 to 10"),
        RadioBench.setting("bulk,city.60"));
    assertTrue(RadioBench.setting("").contains("hops 1 to 5"), RadioBench.setting(""));
  }

  @Test
  void canCarryManyMessagesOverLossyHopsWithinTheLaw() {
    HopRow.Outcome outcome = new HopRow(3, 0.3, 200, 8).run(1, 20);
    assertEquals(1, outcome.delivered());
    assertEquals(1, outcome.expired());
    assertEquals(List.of(), outcome.mesh().findings());
    assertTrue(outcome.airtimeRatio() < 1.8, "airtime " + outcome.airtimeRatio());
  }

  @Test
  void canCarrySingleMessagesOverLossyHopsWithinTheLaw() {
    HopRow.Outcome outcome = new HopRow(3, 0.3, 40, 1).run(2, 20);
    assertTrue(outcome.delivered() >= 0.9, "delivered " + outcome.delivered());
    assertTrue(outcome.airtimeRatio() < 2.3, "airtime " + outcome.airtimeRatio());
    assertEquals(1, outcome.expired(), "whoever sent the others knows");
    assertEquals(List.of(), outcome.mesh().findings());
  }

  @Test
  void neverLosesAMessageOverLossyHopsUnknownToItsSender() {
    HopRow.Outcome outcome = new HopRow(3, 0.6, 40, 4).run(3, 30, 15_000);
    assertTrue(outcome.delivered() < 0.9, "some are lost: " + outcome.delivered());
    assertEquals(1, outcome.expired());
  }

  @Test
  void canFillTheChannelWithOneLargeMessage() {
    BulkRow.Outcome outcome = BulkRow.run(1, 16 * 1024, 0);
    assertTrue(outcome.rateShare() > 0.9, "share " + outcome.rateShare());
    assertEquals(1, outcome.transmissionRatio(), 0.05);
    assertEquals(List.of(), outcome.mesh().findings());
  }

  @Test
  void canRepairALargeMessageWithFewFramesMoreThanWereLost() {
    BulkRow.Outcome outcome = BulkRow.run(1, 16 * 1024, 0.3);
    assertTrue(outcome.transmissionRatio() * 0.7 < 1.3, "ratio " + outcome.transmissionRatio());
    assertEquals(List.of(), outcome.mesh().findings());
  }

  @Test
  void canReachAWholeGroupAtLittleMoreThanTheIdeal() {
    double sum = 0;
    for (long seed = 1; seed <= 3; seed++) {
      BroadcastRow.Outcome outcome = BroadcastRow.run(seed, 10, 4_096, 0.3);
      assertEquals(10, outcome.complete());
      assertEquals(List.of(), outcome.mesh().findings());
      sum += outcome.airtimeRatio();
    }
    assertTrue(sum / 3 < 1.4, "airtime " + sum / 3);
  }

  /**
   * Every new session let everyone ask everyone, and the channel was full for hours; or a member that had lost its session
   * was asked for hours what it could not open. Seeds 3, 8 and 10 showed it.
   */
  @Test
  void canGetElevenNodesIntoAGroupWithinAnHour() {
    for (long seed : new long[]{3, 8, 10}) {
      AirMesh mesh = BroadcastRow.row(seed, 10);
      BroadcastRow.group(mesh, mesh.nodes().getFirst());
    }
  }

  @Test
  void shouldKnowTheIdealOfABroadcast() {
    assertEquals(19, BroadcastRow.slowest(19, 0, 10), 1e-6);
    assertEquals(10, BroadcastRow.slowest(7, 0.3, 1), 1e-6, "one receiver: k / (1 - p)");
    assertTrue(BroadcastRow.slowest(7, 0.3, 10) > 12);
  }

  @Test
  void canConnectATownWithinTheLaw() {
    CityRow.Outcome outcome = CityRow.meshes(1, new City(1, 15, 2), 30, HOUR_MS, HOUR_MS);
    assertTrue(outcome.share() >= 0.9, "delivered " + outcome);
    assertEquals(0, outcome.findings());
  }

  @Test
  void shouldRunTheComparisonOnTheSameTown() {
    CityRow.Outcome outcome = CityRow.floods(1, new City(1, 15, 2), 30, HOUR_MS, HOUR_MS);
    assertTrue(outcome.share() >= 0.8 && outcome.sent() > 10, "delivered " + outcome);
  }

  @Test
  void shouldThrowTheSameTownForTheSameSeed() {
    assertEquals(new City(3, 15, 2).traffic(60, HOUR_MS), new City(3, 15, 2).traffic(60, HOUR_MS));
  }
}
