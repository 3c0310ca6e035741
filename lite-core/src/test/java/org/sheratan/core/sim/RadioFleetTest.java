package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole nodes over emulated LoRa boards, with the drivers that real boards get. */
class RadioFleetTest {
  @ParameterizedTest
  @EnumSource(value = FleetPlan.MediumKind.class, names = "PACKETS", mode = EnumSource.Mode.EXCLUDE)
  void canDoJobsOverEveryBoard(FleetPlan.MediumKind kind) {
    FleetReport report = Fleet.run(FleetPlan.calmRadio(3, 7, FleetPlan.Shape.MESH, kind));
    System.err.println(kind + ": " + report);
    assertTrue(report.convergedMs() >= 0, () -> "seed 7: " + report);
    assertTrue(report.accepted() >= 2, () -> "seed 7: " + report);
    assertEquals(report.accepted(), report.completed(), () -> "seed 7: " + report);
    assertTrue(report.messages() >= 2, () -> "seed 7: " + report);
    assertEquals(report.messages(), report.delivered(), () -> "seed 7: " + report);
    FleetAirtime air = report.airtime().orElseThrow();
    assertEquals(360_000_000, air.allowedMicros());
    assertEquals(18_000_000, air.emergencyOnlyMicros());
    assertTrue(air.busiestHourMicros() > 0 && air.busiestHourMicros() <= air.allowedMicros(), air.toString());
  }
}
