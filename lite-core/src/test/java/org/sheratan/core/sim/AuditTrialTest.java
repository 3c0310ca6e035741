package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

/** Five auditors of whom three must agree, with some that lie together. */
class AuditTrialTest {
  private static final int SEEDS = Integer.getInteger("sheratan.audit.seeds", 2);
  private static final int JOBS = 50;

  @Test
  void neverDecidesFalselyWithTwoLiarsOfFive() {
    for (int liars = 0; liars <= 2; liars++) {
      int bad = 0;
      int good = 0;
      int undecided = 0;
      for (long seed = 1; seed <= SEEDS; seed++) {
        AuditTrialReport report = AuditTrial.run(AuditTrialPlan.ofLiars(seed, liars, JOBS));
        assertEquals(0, report.falseApprovals(), "false approvals, seed " + seed + ", liars " + liars);
        assertEquals(0, report.falseRejections(), "false rejections, seed " + seed + ", liars " + liars);
        bad += report.bad();
        good += report.jobs() - report.bad();
        undecided += report.undecided();
      }
      assertEquals(0, undecided, "everybody answers");
      System.out.println("SIMULATION audit, seeds 1.." + SEEDS + ", " + liars + " of 5 lie: 0 of " + bad
          + " bad requests approved, 0 of " + good + " good ones rejected");
    }
  }

  @Test
  void neverDecidesFalselyWithTwoLiarsWhereFramesGetLost() {
    AuditTrialReport report = AuditTrial.run(AuditTrialPlan.ofLiars(11, 2, JOBS).onHarshEther());
    assertEquals(0, report.falseApprovals(), "seed 11");
    assertEquals(0, report.falseRejections(), "seed 11");
    assertEquals(JOBS - report.undecided(), report.latenciesMs().size());
  }

  /** What the scheme cannot do. */
  @Test
  void canBeFooledByThreeLiars() {
    AuditTrialReport report = AuditTrial.run(AuditTrialPlan.ofLiars(1, 3, JOBS));
    assertTrue(report.bad() > 0);
    assertEquals(report.bad(), report.falseApprovals());
    assertEquals(report.jobs() - report.bad(), report.falseRejections());
  }

  /** One auditor that errs in a fifth of all cases does so in the verdict; of five, three would have to together. */
  @Test
  void canForgiveMistakesThatAreNotMadeTogether() {
    AuditTrialReport one = AuditTrial.run(AuditTrialPlan.ofSpeed(3, 0, 100, 5, 20).erring(0.2));
    AuditTrialReport five = AuditTrial.run(AuditTrialPlan.ofSpeed(3, 5, 100, 5, 20).erring(0.2));
    int wrongOfOne = one.falseApprovals() + one.falseRejections();
    int wrongOfFive = five.falseApprovals() + five.falseRejections();
    assertTrue(wrongOfOne >= 10 && wrongOfFive < wrongOfOne / 2, wrongOfOne + " and " + wrongOfFive);
  }

  @Test
  void canBeRunTwiceWithTheSameOutcome() {
    AuditTrialPlan plan = AuditTrialPlan.ofLiars(5, 2, 20).onHarshEther();
    assertEquals(AuditTrial.run(plan), AuditTrial.run(plan));
  }

  @Test
  void shouldTellShares() {
    AuditTrialReport report = new AuditTrialReport(4, 1, 0, 0, 0, List.of(1L, 2L, 3L, 10L), 2_000, 9);
    assertEquals(3, report.latencyMs(0.5));
    assertEquals(10, report.latencyMs(0.99));
    assertEquals(2.0, report.verdictsPerSecond());
    assertEquals(0, new AuditTrialReport(1, 0, 0, 0, 1, List.of(), 0, 0).latencyMs(0.5));
  }
}
