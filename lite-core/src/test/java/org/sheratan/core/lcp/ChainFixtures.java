package org.sheratan.core.lcp;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.TaskId;

/** Chains of tests. */
final class ChainFixtures {
  static final String OWNER = "k7f3q2ab";
  static final Mission.Draft MISSION = new Mission.Draft("Analyze", "", "alice", Mission.ACTIVE,
      Json.Obj.EMPTY, List.of());
  private static final TaskId TASK = new TaskId(OWNER, 1, 1);

  private ChainFixtures() {}

  /** One job that plans, submitted. */
  static Chain growing() {
    Row first = Row.waiting(1, "", wanted("agent_plan", "{}"), TASK, List.of())
        .submitted(new JobId(OWNER, 1, 1), List.of());
    return Chain.begun(new ChainId(OWNER, 3, 17), new MissionId(OWNER, 3, 4), 1_795_219_200_000L,
        LcpLimits.MAX_AGE_MS, Optional.empty(), List.of(first));
  }

  static Wanted wanted(String kind, String params) {
    return new Wanted(kind, Jsons.object(params), List.of(), 300_000);
  }

  static Plan.Step step(String name, String kind, String params, String... after) {
    return new Plan.Step(name, wanted(kind, params), List.of(after));
  }

  static Plan plan(Plan.Step... steps) {
    return new Plan(MISSION, List.of(steps), Optional.empty(), 60_000);
  }
}
