package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobMachine;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Retry;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.Priority;

class EndedStatesTest {
  private static final Optional<JobId> FIRST = Optional.empty();
  private final DispatchFixtures fixtures = new DispatchFixtures();
  private EndedStates states = new EndedStates(fixtures.store, DispatchFixtures.OWNER);

  private static Job ended(JobId id, JobEvent event) {
    return JobMachine.step(DispatchFixtures.job(id, Priority.NORMAL, 60_000), event, true).job();
  }

  private static Job cancelled(JobId id) {
    return ended(id, new JobEvent.CancelAsked());
  }

  private static Job expired(JobId id) {
    Job job = ended(id, new JobEvent.DeadlinePassed());
    return job.noted(job.notes().with(new Retry(Optional.of(FailureClass.CAPABILITY), 0, FIRST, FIRST)));
  }

  private static JobId id(int epoch, long sequence) {
    return new JobId(DispatchFixtures.OWNER, epoch, sequence);
  }

  /** As docs/storage-format.md shows it. */
  @Test
  void shouldBeStoredAsDocumented() {
    states.put(cancelled(id(3, 66)));
    states.put(expired(id(3, 68)));
    assertEquals("000500" + "1e",
        fixtures.store.get("ended/000000003-000000000000000001").orElseThrow().toHex());
    states.put(expired(id(3, 68)).noted(expired(id(3, 68)).notes().with(
        new Retry(Optional.of(FailureClass.CAPABILITY), 0, FIRST, Optional.of(id(4, 1))))));
    assertEquals("000500" + "5e",
        fixtures.store.get("ended/000000003-000000000000000001").orElseThrow().toHex());
  }

  @Test
  void shouldWalkDownOverBlocksAndEpochs() throws IOException {
    for (JobId id : new JobId[]{id(1, 1), id(1, 64), id(1, 65), id(2, 200), id(7, 1_000_000)}) {
      states.put(cancelled(id));
      states.put(expired(id(id.epoch(), id.sequence() + 1_000)));
    }
    fixtures.restart();
    states = new EndedStates(fixtures.store, DispatchFixtures.OWNER);
    assertEquals(10, states.known());
    Optional<JobId> at = FIRST;
    for (JobId id : new JobId[]{id(7, 1_000_000), id(2, 200), id(1, 65), id(1, 64), id(1, 1)}) {
      at = states.newest(at, EndedStates.in(JobState.CANCELLED));
      assertEquals(Optional.of(id), at);
    }
    assertEquals(Optional.empty(), states.newest(at, EndedStates.in(JobState.CANCELLED)));
    assertEquals(Optional.of(id(2, 200)),
        states.newest(Optional.of(id(3, 5)), EndedStates.in(JobState.CANCELLED)));
  }

  @Test
  void shouldTellDeadLettersByTheirClass() {
    states.put(cancelled(id(1, 1)));
    states.put(expired(id(1, 2)));
    assertEquals(Optional.of(id(1, 2)), states.newest(FIRST, EndedStates.dead(Optional.empty())));
    assertEquals(Optional.of(id(1, 2)),
        states.newest(FIRST, EndedStates.dead(Optional.of(FailureClass.CAPABILITY))));
    assertEquals(FIRST, states.newest(FIRST, EndedStates.dead(Optional.of(FailureClass.TRANSIENT))));
  }

  @Test
  void shouldLeaveNothingOfWhatIsForgotten() {
    states.put(cancelled(id(1, 1)));
    states.put(cancelled(id(1, 2)));
    states.forget(id(1, 2));
    states.forget(id(1, 9));
    assertEquals(1, states.known());
    states.forget(id(1, 1));
    assertEquals(0, fixtures.store.under(EndedStates.PREFIX).size());
  }

  /** It is no more than a help: the jobs themselves say it too. */
  @Test
  void shouldThrowAwayWhatItCannotRead() {
    fixtures.store.put("ended/000000001-000000000000000000", Bytes.hex("0580"));
    fixtures.store.put("ended/000000001-000000000000000001", Bytes.hex("05".repeat(65)));
    fixtures.store.put("ended/odd", Bytes.hex("05"));
    assertEquals(0, new EndedStates(fixtures.store, DispatchFixtures.OWNER).known());
    assertEquals(0, fixtures.store.under(EndedStates.PREFIX).size());
  }
}
