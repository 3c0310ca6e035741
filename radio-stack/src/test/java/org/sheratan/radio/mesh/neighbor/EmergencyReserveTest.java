package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink;

class EmergencyReserveTest {
  private static final int BYTES = 50;
  private static final long HOUR_MS = 3_600_000;
  /** What the air keeps for emergencies: a twentieth of a tenth of an hour. */
  private static final long RESERVE_MS = 18_000;

  private final MeshTurn turn = Fixtures.turn();

  private static long passedMs(LinkProfile profile, BooleanSupplier passes) {
    long passedMs = 0;
    for (int number = 0; number < 1_000 && passes.getAsBoolean(); number++) {
      passedMs += profile.airtimeMs(BYTES);
    }
    return passedMs;
  }

  private EmergencyReserve reserve(LinkProfile profile, long behindMs) {
    RecordingLink link = new RecordingLink(profile);
    link.behindMs().set(behindMs);
    return new EmergencyReserve(turn, link);
  }

  @Test
  void shouldPassAnythingWhileTheAirIsFree() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, 1_000);
    for (int number = 0; number < 1_000; number++) {
      assertTrue(reserve.mayPassUnopened(BYTES));
      assertTrue(reserve.mayPass(Fixtures.id(1), BYTES));
    }
  }

  @Test
  void shouldGiveAFifthToGroupFramesThatNobodyHereOpens() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    assertEquals(RESERVE_MS / 5, passedMs(Fixtures.LORA, () -> reserve.mayPassUnopened(BYTES)), 300);
    turn.begin(Now.monotonic(HOUR_MS / 2));
    assertEquals(RESERVE_MS / 10, passedMs(Fixtures.LORA, () -> reserve.mayPassUnopened(BYTES)), 300);
  }

  @Test
  void shouldGiveOneNeighborAFifthAndAllTwo() {
    EmergencyReserve reserve = reserve(Fixtures.LORA, HOUR_MS);
    assertEquals(RESERVE_MS / 5, passedMs(Fixtures.LORA, () -> reserve.mayPass(Fixtures.id(1), BYTES)), 300);
    long othersMs = 0;
    for (int neighbor = 2; neighbor < 2 * MeshLimits.NEIGHBORS; neighbor++) {
      int number = neighbor;
      othersMs += passedMs(Fixtures.LORA, () -> reserve.mayPass(Fixtures.id(number), BYTES));
    }
    assertEquals(RESERVE_MS / 5, othersMs, 300);
  }

  @Test
  void shouldPassOneAtLeastWhereTheLawLeavesLittle() {
    LinkProfile slow = new LinkProfile("lora1", 255, 8_000, 250, true, false, 1);
    EmergencyReserve reserve = reserve(slow, HOUR_MS);
    assertEquals(slow.airtimeMs(BYTES), passedMs(slow, () -> reserve.mayPassUnopened(BYTES)));
  }
}
