package org.sheratan.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The promises of the design under faults, seed by seed: each build runs the same 300, a campaign 1,000. Run one again:
 * {@code -Dsheratan.sim.first=SEED}.
 */
class FleetSeedsTest {
  private static final long FIRST_SEED = Long.getLong("sheratan.sim.first", 0);
  private static final int SEEDS = Integer.getInteger("sheratan.sim.seeds", 300);
  private static final int SEEDS_OF_A_CAMPAIGN = 1_000;
  /** One seed of so many also runs in another JVM, and one of so many with disks that are rolled back. */
  private static final int COMPARED_SHARE = 15;
  private static final int ROLLED_BACK_SHARE = 5;

  @Test
  void canKeepItsPromisesOnEverySeed() throws Exception {
    keepsItsPromises(SEEDS);
  }

  @Test
  @Tag("campaign")
  void canKeepItsPromisesOnAThousandSeeds() throws Exception {
    keepsItsPromises(SEEDS_OF_A_CAMPAIGN);
  }

  /** Backups restored, journals truncated to zero, cards cloned and run beside the original. */
  @Test
  void neverGivesAJobIdTwiceThoughDisksAreRolledBack() {
    givesNoJobIdTwice(Math.max(1, SEEDS / ROLLED_BACK_SHARE));
  }

  @Test
  @Tag("campaign")
  void neverGivesAJobIdTwiceOnTwoHundredSeeds() {
    givesNoJobIdTwice(SEEDS_OF_A_CAMPAIGN / ROLLED_BACK_SHARE);
  }

  @Test
  void shouldGiveAnotherTraceForAnotherSeed() {
    FleetReport seven = Fleet.run(FleetPlan.calm(5, 7, FleetPlan.Shape.MESH));
    assertEquals(seven, Fleet.run(FleetPlan.calm(5, 7, FleetPlan.Shape.MESH)));
    assertNotEquals(seven.traceHash(), Fleet.run(FleetPlan.calm(5, 8, FleetPlan.Shape.MESH)).traceHash());
  }

  @Test
  @Tag("campaign")
  void canRunForADay() {
    long dayMs = 86_400_000L;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 10; seed++) {
      FleetPlan plan = FleetPlan.harsh(seed);
      FleetReport report = Fleet
          .run(new FleetPlan(plan.nodes(), seed, plan.shape(), dayMs, plan.quietMs(), 2_000, 2_000, 2_000,
              plan.faults(), true, false, plan.medium(), plan.work()));
      System.err.println(report);
      assertTrue(report.completed() > 0, () -> "seed " + report.seed());
    }
  }

  private static void keepsItsPromises(int seeds) throws Exception {
    List<FleetReport> reports = LongStream.range(FIRST_SEED, FIRST_SEED + seeds).parallel()
        .mapToObj(seed -> Fleet.run(FleetPlan.harsh(seed))).toList();
    long accepted = reports.stream().mapToLong(FleetReport::accepted).sum();
    long completed = reports.stream().mapToLong(FleetReport::completed).sum();
    long held = reports.stream().mapToLong(FleetReport::held).sum();
    long crashes = reports.stream().mapToLong(FleetReport::crashes).sum();
    long messages = reports.stream().mapToLong(FleetReport::messages).sum();
    long delivered = reports.stream().mapToLong(FleetReport::delivered).sum();
    System.err.printf("seeds %d..%d: %d jobs accepted, %d completed, %d messages, %d delivered, %d crashes%n",
        FIRST_SEED, FIRST_SEED + seeds - 1, accepted, completed, messages, delivered, crashes);
    assertTrue(accepted > 4L * seeds, "the workload was accepted: " + accepted);
    long resumed = reports.stream().mapToLong(FleetReport::resumed).sum();
    System.err.printf("held by gates: %d, gone on from a checkpoint: %d%n", held, resumed);
    assertTrue(resumed > 0, "tools went on from where others were");
    long kept = reports.stream().mapToLong(FleetReport::kept).sum();
    long deputies = reports.stream().mapToLong(FleetReport::deputies).sum();
    System.err.printf("kept by others too: %d, of which %d were taken over%n", kept, deputies);
    assertTrue(kept > seeds / 2, "other nodes kept some: " + kept);
    assertTrue(deputies > 0, "nodes stood in for silent owners");
    assertTrue(held > seeds / 2, "gates held some: " + held);
    assertTrue(completed > accepted / 2, "most jobs completed in spite of it all: " + completed);
    assertTrue(messages > 4L * seeds, "people wrote: " + messages);
    assertTrue(delivered > messages / 2, "most of it arrived in spite of it all: " + delivered);
    long inGroups = reports.stream().mapToLong(FleetReport::shownInGroups).sum();
    System.err.printf("said in groups: shown %d times%n", inGroups);
    assertTrue(inGroups > seeds, "people spoke in groups: " + inGroups);
    assertTrue(crashes > seeds, "nodes did crash: " + crashes);
    assertSameInAnotherJvm(
        reports.stream().limit(Math.max(1, seeds / COMPARED_SHARE)).map(FleetReport::traceHash).toList());
  }

  private static void givesNoJobIdTwice(int seeds) {
    List<FleetReport> reports = LongStream.range(FIRST_SEED, FIRST_SEED + seeds).parallel()
        .mapToObj(seed -> Fleet.run(FleetPlan.rolledBack(seed))).toList();
    long accepted = reports.stream().mapToLong(FleetReport::accepted).sum();
    long completed = reports.stream().mapToLong(FleetReport::completed).sum();
    System.err.printf("rolled back, seeds %d..%d: %d jobs accepted and not released, %d completed%n",
        FIRST_SEED, FIRST_SEED + seeds - 1, accepted, completed);
    assertTrue(accepted > seeds, "the workload was accepted: " + accepted);
    assertTrue(completed > accepted / 3, "jobs completed in spite of it all: " + completed);
  }

  private static void assertSameInAnotherJvm(List<String> hashes) throws Exception {
    Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), TraceHashes.class.getName(),
        Long.toString(FIRST_SEED), Integer.toString(hashes.size()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, other.waitFor());
    assertEquals(hashes, printed.lines().toList());
  }
}
