package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Task;

/** Missions and tasks could fill the disk, one request after the other. */
class MissionVolumeTest {
  private static final Mission.Draft LARGE = new Mission.Draft("Survey", "d".repeat(1_000), "alice", "active",
      Json.Obj.EMPTY, List.of());
  private static final Mission.Draft SMALL = new Mission.Draft("Survey", "", "alice", "active",
      Json.Obj.EMPTY,
      List.of());
  private static final Task.Draft TASK = new Task.Draft("Walk", "d".repeat(1_000), "", Json.Obj.EMPTY);

  private final DispatchFixtures fixtures = new DispatchFixtures();
  private Missions missions = missions();

  private Missions missions() {
    return new Missions(fixtures.store, new MissionBook(fixtures.store, DispatchFixtures.OWNER), 10_000,
        (job, nowMs) -> {});
  }

  private MissionId made() {
    return assertInstanceOf(MissionVerdict.OneMission.class,
        missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0)).mission().id();
  }

  private void assertFull(MissionVerdict verdict) {
    Verdict.Refused refused = assertInstanceOf(MissionVerdict.No.class, verdict).refused();
    assertEquals(Verdict.Why.STORAGE, refused.why());
    assertTrue(refused.message().startsWith("missions and tasks take 1"), refused.message());
  }

  @Test
  void shouldTakeOnlySoManyMissionsOverRestarts() throws IOException {
    MissionId first = made();
    for (int count = 1; count < 5; count++) {
      made();
    }
    for (int count = 0; count < 5; count++) {
      assertInstanceOf(MissionVerdict.OneTask.class, missions.createTask(first, TASK, Optional.empty(), 0));
    }
    assertFull(missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0));
    fixtures.restart();
    missions = missions();
    assertFull(missions.create(SMALL, Asking.once(Origin.UNKNOWN), 0));
    assertFull(missions.createTask(first, TASK, Optional.empty(), 0));
    missions.delete(first, Optional.empty());
    for (int steps = 0; steps < 20; steps++) {
      missions.poll(steps);
    }
    for (int count = 0; count < 6; count++) {
      made();
    }
    assertFull(missions.create(LARGE, Asking.once(Origin.UNKNOWN), 0));
  }

  @Test
  void shouldCountWhatAMissionBecomes() {
    MissionId id = made();
    for (int count = 0; count < 8; count++) {
      made();
    }
    missions.replace(id, new Mission.Draft("Survey", "d".repeat(3_000), "alice", "active", Json.Obj.EMPTY,
        List.of()), Optional.empty());
    assertFull(missions.create(SMALL, Asking.once(Origin.UNKNOWN), 0));
    missions.replace(id, SMALL, Optional.empty());
    made();
  }
}
