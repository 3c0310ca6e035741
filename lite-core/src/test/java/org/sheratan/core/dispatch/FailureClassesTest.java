package org.sheratan.core.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobEvent;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Retry;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.radio.frame.Priority;

class FailureClassesTest {
  private static final Job JOB = DispatchFixtures.job(DispatchFixtures.id(1), Priority.NORMAL, 60_000);

  @Test
  void shouldJudgeAFailedTryByItsCode() {
    assertClass(FailureClass.CAPABILITY, failed(FailureCode.UNKNOWN_KIND, false));
    assertClass(FailureClass.CAPABILITY, failed(FailureCode.READ_ONLY, false));
    assertClass(FailureClass.CAPABILITY, failed(FailureCode.DENIED, false));
    assertClass(FailureClass.PERMANENT, failed(FailureCode.DENIED, true));
    assertClass(FailureClass.PERMANENT, failed(FailureCode.NOT_FOUND, false));
    assertClass(FailureClass.PERMANENT, failed(FailureCode.INVALID, true));
    for (String passing : new String[]{FailureCode.BUSY, FailureCode.STOPPED, FailureCode.DISK_FULL,
        FailureCode.IO_ERROR, FailureCode.INTERNAL, "refused", "bad_receipt", "a word not known here"}) {
      assertClass(FailureClass.TRANSIENT, failed(passing, false));
    }
  }

  @Test
  void shouldJudgeWhatTheOwnerSees() {
    assertClass(FailureClass.DEPENDENCY, new JobEvent.NeedLost(DispatchFixtures.id(2), JobState.FAILED));
    assertClass(FailureClass.TRANSIENT, new JobEvent.LeaseLost(1));
    assertClass(FailureClass.TRANSIENT, new JobEvent.OutcomeLost(1, ""));
    assertClass(FailureClass.CAPABILITY, new JobEvent.AuctionClosed(0, "nobody"));
    assertClass(FailureClass.TRANSIENT, new JobEvent.AuctionClosed(2, "too dear"));
    assertClass(FailureClass.TRANSIENT, new JobEvent.DeadlinePassed());
  }

  @Test
  void shouldKeepTheClassOfWhatWentWrongBeforeTheDeadline() {
    Job waiting = JOB.noted(Retry.NONE.failed(Optional.of(FailureClass.CAPABILITY)));
    Job ended = FailureClasses.noted(waiting, new JobEvent.DeadlinePassed(), waiting);
    assertEquals(Optional.of(FailureClass.CAPABILITY), ended.notes().retry().failure());
    Job opened = FailureClasses.noted(waiting, new JobEvent.AuctionOpened(), waiting);
    assertEquals(waiting, opened);
    Job cancelled = FailureClasses.noted(waiting, new JobEvent.CancelAsked(), waiting);
    assertEquals(Retry.NONE, cancelled.notes().retry());
  }

  private static JobEvent failed(String code, boolean everywhere) {
    return new JobEvent.AttemptFailed(1, code, "", everywhere, false);
  }

  private static void assertClass(FailureClass expected, JobEvent event) {
    Job after = FailureClasses.noted(JOB, event, JOB);
    assertEquals(Optional.of(expected), after.notes().retry().failure(), event.toString());
  }
}
