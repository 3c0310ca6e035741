package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.core.mission.LlmBudget;
import org.sheratan.core.mission.MissionId;

/** What missions may spend. */
public interface MissionBudgets {
  /** Empty without a limit. */
  Optional<LlmBudget> of(MissionId mission) throws IOException;
}
