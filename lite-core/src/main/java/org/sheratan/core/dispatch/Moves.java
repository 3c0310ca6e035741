package org.sheratan.core.dispatch;

import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobMachine.Outcome;

/** How an own job changes: {@link JobFlow#apply}, for those who find out that it does. */
interface Moves {
  Outcome apply(LiveJob live, JobEvent event, long nowMs);
}
