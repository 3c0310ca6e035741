package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** The meter against the audit, which sees the air only. */
class AirtimeSimulationTest {
  private static final long HOUR = 3_600_000_000L;
  private static final int SEEDS = 2_000;
  private static final int CAMPAIGN_SEEDS = 50_000;

  @Test
  void neverExceedsAnyHour() {
    run(1, SEEDS);
  }

  @Test
  @Tag("campaign")
  void neverExceedsAnyHourInManyLives() {
    run(1_000_001, CAMPAIGN_SEEDS);
  }

  @Test
  void canUseWhatIsLegalAtTenPercent() {
    assertUsed(100_000, 8, 200, Priority.EMERGENCY, 0.98);
    assertUsed(100_000, 7, 200, Priority.NORMAL, 0.98 * 0.95);
    assertUsed(100_000, 12, 200, Priority.EMERGENCY, 0.98);
  }

  @Test
  void canUseWhatIsLegalAtOnePercent() {
    assertUsed(10_000, 8, 200, Priority.EMERGENCY, 0.98);
    assertUsed(10_000, 7, 200, Priority.BULK, 0.98 * 0.95);
    // Whole frames of 200 bytes would not fit evenly into the 36 s.
    assertUsed(10_000, 12, 24, Priority.EMERGENCY, 0.98);
  }

  private static void run(long firstSeed, int seeds) {
    int frames = 0;
    int restarts = 0;
    double fullest = 0;
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      Entropy entropy = new SeededEntropy(seed).fork("band");
      SubBand subBand = band(List.of(100_000, 10_000, 10_000, 1_000).get(entropy.nextInt(4)));
      DutyAudit audit = audit(subBand);
      MeteredRadio radio = new MeteredRadio(seed, subBand,
          new LoraModulation(7 + entropy.nextInt(6), MeteredRadio.BANDWIDTH_HZ, 5, 8), audit);
      radio.live(6 * HOUR);
      assertEquals(List.of(), audit.findings(), "seed " + seed);
      frames += radio.frames;
      restarts += radio.restarts;
      fullest = Math.max(fullest,
          (double) audit.busiestHourMicros("t", subBand.fromHz()) / subBand.microsPerHour());
    }
    System.out.printf("%d seeds from %d: %d frames, %d restarts, fullest hour %.4f of the limit%n", seeds,
        firstSeed,
        frames, restarts, fullest);
    assertTrue(frames > 100 * seeds && restarts > seeds && fullest > 0.95,
        "the simulation does not try hard enough");
  }

  /** Saturated for eight hours; the first may be used at once, so the share is taken of the rest. */
  private static void assertUsed(int dutyPpm, int spreadingFactor, int lengthBytes, Priority priority,
      double least) {
    SubBand subBand = band(dutyPpm);
    DutyAudit audit = audit(subBand);
    MeteredRadio radio = new MeteredRadio(5, subBand,
        new LoraModulation(spreadingFactor, MeteredRadio.BANDWIDTH_HZ, 5, 8), audit);
    long startMicros = radio.trueMicros;
    long firstHour = 0;
    while (radio.trueMicros < startMicros + 8 * HOUR) {
      if (!radio.attempt(lengthBytes, priority)) {
        radio.pass(Math.clamp(radio.earliestInMs(lengthBytes, priority), 20, 60_000) * 1_000);
      }
      firstHour = radio.trueMicros < startMicros + HOUR ? radio.onAirMicros : firstHour;
    }
    double used = (double) (radio.onAirMicros - firstHour) / (7 * subBand.microsPerHour());
    System.out.printf("%.1f %%, SF%d, %s: %.4f of what is legal%n", dutyPpm / 10_000.0, spreadingFactor,
        priority, used);
    assertEquals(List.of(), audit.findings());
    assertTrue(used >= least, "used " + used);
  }

  private static SubBand band(int dutyPpm) {
    return Samples.band(869_400_000, 869_650_000, dutyPpm);
  }

  private static DutyAudit audit(SubBand subBand) {
    return new DutyAudit(new Region("TEST", List.of(subBand)), new AntennaPath(0, 0));
  }
}
