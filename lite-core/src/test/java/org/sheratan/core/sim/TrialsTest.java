package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What {@code sheratan sim trial} measures, smaller. */
class TrialsTest {
  private static final long SEED = Long.getLong("sheratan.sim.first", 1);

  @Test
  void canDoTheSameJobsFasterWithMoreNodes() {
    SpeedTrial.Pace alone = SpeedTrial.run(1, 200, 10_000, SEED);
    assertEquals(200, alone.jobs());
    for (int nodes : new int[]{3, 5}) {
      SpeedTrial.Pace pace = SpeedTrial.run(nodes, 200, 10_000, SEED);
      System.err.printf("seed %d: %d nodes %.2f times as fast as one, %s%n", SEED, nodes, pace.over(alone),
          pace);
      assertEquals(200, pace.jobs());
      assertTrue(pace.over(alone) >= 0.9 * nodes, nodes + " nodes: " + pace.over(alone));
    }
  }

  /** Found by this measurement: paused jobs left freed workers idle, and 10 nodes were 4.6 times as fast as one. */
  @Test
  void canKeepTenNodesBusy() {
    keepsTenNodesBusy(10_000);
  }

  /** Found by this measurement: bids that had lost kept their places, and 10 nodes were 4.3 times as fast as one. */
  @Test
  void canKeepTenNodesBusyWithShortJobs() {
    keepsTenNodesBusy(2_000);
  }

  private static void keepsTenNodesBusy(int jobMs) {
    SpeedTrial.Pace alone = SpeedTrial.run(1, 200, jobMs, SEED);
    SpeedTrial.Pace ten = SpeedTrial.run(10, 200, jobMs, SEED);
    System.err.printf("seed %d: 10 nodes %.2f times as fast as one, %s%n", SEED, ten.over(alone), ten);
    assertTrue(ten.over(alone) >= 0.8 * 10, "10 nodes: " + ten.over(alone));
  }

  @Test
  void neverLosesAJobWhenAWorkerDiesEveryHalfMinute() {
    KillTrial.Toll toll = KillTrial.run(5, 150, 10_000, 30_000, SEED);
    System.err.println("seed " + SEED + ": " + toll);
    assertEquals(0, toll.lost());
    assertTrue(toll.kills() >= 3, "workers died: " + toll.kills());
    assertTrue(toll.awards() > toll.jobs(), "some of them in the middle of a job");
  }

  @Test
  void neverLosesAJobThatALivingNodeKeeps() {
    DeathTrial.Toll toll = DeathTrial.run(7, 2, 14, 2, SEED);
    System.err.println("seed " + SEED + ": " + toll);
    assertEquals(14, toll.accepted());
    assertEquals(0, toll.lost());
  }

  /** Found by a reader: one page was read, and what stood on the next was counted as lost. */
  @Test
  void canCountWhatNoSinglePageHolds() {
    DeathTrial.Toll toll = DeathTrial.run(2, 0, 60, 1, SEED);
    System.err.println("seed " + SEED + ": " + toll);
    assertEquals(60, toll.accepted());
    assertEquals(0, toll.lost());
  }

  @Test
  void canSayWithinASecondThatNobodyHasAGpu() {
    for (int nodes : new int[]{1, 5}) {
      ReasonTrial.Told told = ReasonTrial.run(nodes, "gpu:8G", SEED);
      System.err.println("seed " + SEED + ": " + told);
      assertTrue(told.afterMs() <= 1_000, "after " + told.afterMs());
      assertTrue(told.why().contains("gpu:8G"), told.why());
    }
  }
}
