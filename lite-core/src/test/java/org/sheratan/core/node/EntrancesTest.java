package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.GateReport.Gate;
import org.sheratan.core.mission.GateReport.Status;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;

/** By whichever entrance a request comes, the gates look at it; the house's tests count the entrances. */
class EntrancesTest {
  private final World world = new World(15);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(1), "quick", "shell_exec");

  @Test
  void shouldStopWhatIsForbiddenAtEveryEntrance() {
    for (Zone zone : Zone.values()) {
      Answer answer = owner.answer(new Command.Submit(JobSpec.of("shell_exec", Json.Obj.EMPTY),
          new Origin(zone, "")));
      GateReport last = assertInstanceOf(Answer.Barred.class, answer, zone::word).reports().getLast();
      assertEquals(zone == Zone.UNKNOWN ? Gate.BARRIER : Gate.CAPABILITY, last.gate(), zone.word());
      assertEquals(Status.FAIL, last.status());
    }
    world.run(60_000);
    assertTrue(worker.started.isEmpty());
    Answer.Jobs kept = assertInstanceOf(Answer.Jobs.class,
        owner.answer(new Command.ListJobs(Optional.empty(), Optional.empty(), 10)));
    assertEquals(List.of(), kept.jobs(), "nothing that a person could approve");
  }

  @Test
  void shouldLetRealWorkInAtEveryEntranceAndKeepWhatTheGatesSaid() {
    Stream.of(Zone.values()).filter(zone -> zone != Zone.UNKNOWN && zone != Zone.OUTPUT).forEach(zone -> {
      Answer answer = owner
          .answer(new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), new Origin(zone, "x")));
      assertEquals(Gate.values().length,
          assertInstanceOf(Answer.Accepted.class, answer).job().notes().passage().reports().size());
    });
  }
}
