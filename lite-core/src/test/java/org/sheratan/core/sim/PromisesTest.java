package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;

/** The checker itself must be able to fail: each promise is broken here once. */
class PromisesTest {
  private static final JobId JOB = new JobId("abcdefgh", 1, 1);

  private final List<String> broken = new ArrayList<>();
  private final Promises promises = new Promises(broken::add);

  @Test
  void shouldBeQuietAboutAnOrdinaryLife() {
    promises.accepted(JOB, List.of());
    promises.awarded(JOB, 1);
    promises.attemptEnded(JOB, 1);
    promises.awarded(JOB, 2);
    promises.taken(JOB, 2);
    promises.ended(JOB, JobState.COMPLETED);
    promises.finallyIs(JOB, JobState.COMPLETED);
    assertEquals(List.of(), broken);
  }

  @Test
  void shouldNoticeASecondAwardUnderALiveLease() {
    promises.awarded(JOB, 1);
    promises.awarded(JOB, 2);
    assertBroken("held its lease");
  }

  @Test
  void shouldBeQuietAboutAHeldJobThatIsApproved() {
    promises.held(JOB);
    promises.restored(JOB, JobState.HELD, 0);
    promises.asked(JOB);
    promises.decided(JOB);
    promises.awarded(JOB, 1);
    assertEquals(List.of(), broken);
  }

  @Test
  void shouldNoticeAnAwardOfAHeldJob() {
    promises.held(JOB);
    promises.asked(JOB);
    promises.awarded(JOB, 1);
    assertBroken("awarded while it is held");
  }

  @Test
  void shouldNoticeARestartThatSetsAHeldJobFree() {
    promises.held(JOB);
    promises.restored(JOB, JobState.PENDING, 0);
    assertBroken("nobody decided, and it is pending");
  }

  @Test
  void shouldNoticeADecisionThatNobodyMade() {
    promises.held(JOB);
    promises.decided(JOB);
    assertBroken("nobody was asked");
  }

  @Test
  void shouldNoticeAResultTakenTwice() {
    promises.taken(JOB, 1);
    promises.taken(JOB, 2);
    assertBroken("taken twice");
  }

  @Test
  void shouldNoticeTwoEnds() {
    promises.ended(JOB, JobState.FAILED);
    promises.ended(JOB, JobState.EXPIRED);
    assertBroken("ended twice");
  }

  @Test
  void shouldNoticeAnAwardAfterTheEnd() {
    promises.ended(JOB, JobState.CANCELLED);
    promises.awarded(JOB, 1);
    assertBroken("awarded after");
  }

  @Test
  void shouldNoticeCompletionWithoutAResult() {
    promises.ended(JOB, JobState.COMPLETED);
    assertBroken("without a result");
  }

  @Test
  void shouldNoticeAJobStillWaitingInTheEnd() {
    promises.finallyIs(JOB, JobState.PENDING);
    assertBroken("still pending");
  }

  @Test
  void shouldNoticeAnEndThatChanged() {
    promises.ended(JOB, JobState.FAILED);
    promises.finallyIs(JOB, JobState.EXPIRED);
    assertBroken("is now expired");
  }

  @Test
  void shouldNoticeAnEndedJobAliveAfterACrash() {
    promises.ended(JOB, JobState.FAILED);
    promises.restored(JOB, JobState.PENDING, 0);
    assertBroken("lives again");
  }

  @Test
  void shouldNoticeALostJob() {
    promises.lost(JOB);
    assertBroken("no longer known");
  }

  @Test
  void shouldTakeTheJournalsWordForTheAwardAfterACrash() {
    promises.awarded(JOB, 1);
    promises.restored(JOB, JobState.PENDING, 1);
    promises.awarded(JOB, 2);
    assertEquals(List.of(), broken);
    promises.restored(JOB, JobState.WORKING, 2);
    promises.awarded(JOB, 3);
    assertBroken("held its lease");
  }

  @Test
  void shouldNoticeAToolThatOutlivesItsLease() {
    promises.outlived(JOB, 1);
    assertBroken("still runs");
  }

  @Test
  void shouldNoticeAJobIdGivenTwice() {
    promises.given(JOB);
    promises.release(JOB.owner(), JOB.epoch());
    promises.given(JOB);
    assertBroken("given to two jobs");
  }

  @Test
  void shouldNoticeAJobThatRanAlthoughWhatItDependsOnDidNot() {
    JobId follower = new JobId(JOB.owner(), JOB.epoch(), 2);
    promises.accepted(JOB, List.of());
    assertEquals(Optional.of(JOB), promises.latestOf(JOB.owner()));
    promises.accepted(follower, List.of(JOB));
    assertEquals(Optional.of(JOB), promises.latestOf(JOB.owner()));
    promises.finallyIs(JOB, JobState.FAILED);
    promises.taken(follower, 1);
    promises.ended(follower, JobState.COMPLETED);
    promises.finallyIs(follower, JobState.COMPLETED);
    assertBroken("which it depends on, ended as failed");
  }

  @Test
  void shouldReleaseAnOwnerThatWasRolledBackFromItsEarlierJobs() {
    promises.accepted(JOB, List.of());
    promises.ended(JOB, JobState.FAILED);
    promises.release(JOB.owner(), JOB.epoch());
    promises.restored(JOB, JobState.PENDING, 0);
    promises.lost(JOB);
    assertEquals(List.of(), broken);
    assertTrue(promises.accepted().isEmpty());
    JobId later = new JobId(JOB.owner(), JOB.epoch() + 1, 1);
    promises.accepted(later, List.of());
    promises.lost(later);
    assertBroken("no longer known");
  }

  private void assertBroken(String part) {
    assertEquals(1, broken.size(), broken::toString);
    assertTrue(broken.getFirst().contains(part), broken::toString);
  }
}
