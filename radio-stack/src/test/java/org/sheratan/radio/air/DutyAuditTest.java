package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

class DutyAuditTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long FREQUENCY_HZ = 868_300_000;

  private final DutyAudit audit = new DutyAudit(RegionTable.builtIn().find("EU868").orElseThrow(),
      new AntennaPath(0, 0));

  @Test
  void shouldTakeWhatIsJustLegal() {
    emit("a", 0, 36_000_000);
    emit("a", HOUR, HOUR + 36_000_000);
    emit("b", 100, 36_000_100);
    assertEquals(List.of(), audit.findings());
    assertEquals(36_000_000, audit.busiestHourMicros("a", FREQUENCY_HZ));
    emit("c", 0, 1);
    assertEquals(36_000_000, audit.busiestHourMicros());
  }

  @Test
  void shouldFindOneMicrosecondTooMuchInAnyHour() {
    emit("a", 0, 36_000_000);
    emit("a", HOUR - 1, HOUR + 10);
    assertEquals(List.of(new DutyAudit.Finding(Rule.DUTY_CYCLE, "a", HOUR, "36000001 µs", "36000000 µs")),
        audit.findings());
  }

  @Test
  void shouldFindWhatIsNotAllowedAtAll() {
    audit.add(new DutyAudit.Emission("a", 868_650_000, 125_000, 10, 0, 1));
    audit.add(new DutyAudit.Emission("a", FREQUENCY_HZ, 125_000, 17, 0, 1));
    assertEquals(List.of(Rule.BAND, Rule.BAND),
        audit.findings().stream().map(DutyAudit.Finding::rule).toList());
  }

  @Test
  void shouldFindTransmissionsThatLastTooLong() {
    Region region = RegionTableReader
        .read("X1 | 920000000 | 923000000 | 40 mW EIRP | - | 400 | 1..500000 | - | confirmed | test")
        .regions()
        .getFirst();
    DutyAudit dwell = new DutyAudit(region, new AntennaPath(0, 0));
    dwell.add(new DutyAudit.Emission("a", 921_000_000, 125_000, 10, 0, 400_000));
    assertEquals(List.of(), dwell.findings());
    dwell.add(new DutyAudit.Emission("a", 921_000_000, 125_000, 10, 500_000, 900_001));
    assertEquals(Rule.DWELL, dwell.findings().getFirst().rule());
  }

  /** Against counting second by second. */
  @Test
  void shouldFindTheBusiestHour() {
    for (long seed = 1; seed <= 50; seed++) {
      Entropy entropy = new SeededEntropy(seed);
      DutyAudit random = new DutyAudit(RegionTable.builtIn().find("EU868").orElseThrow(),
          new AntennaPath(0, 0));
      int[] busy = new int[3 * 3_600];
      int second = 0;
      while (second < busy.length - 400) {
        int length = 1 + entropy.nextInt(100);
        random.add(new DutyAudit.Emission("a", FREQUENCY_HZ, 125_000, 10, second * 1_000_000L,
            (second + length) * 1_000_000L));
        for (int index = 0; index < length; index++) {
          busy[second + index] = 1;
        }
        second += length + entropy.nextInt(300);
      }
      int sum = 0;
      int most = 0;
      for (int index = 0; index < busy.length; index++) {
        sum += busy[index] - (index >= 3_600 ? busy[index - 3_600] : 0);
        most = Math.max(most, sum);
      }
      assertEquals(most * 1_000_000L, random.busiestHourMicros("a", FREQUENCY_HZ), "seed " + seed);
    }
  }

  private void emit(String transmitter, long startMicros, long endMicros) {
    audit.add(new DutyAudit.Emission(transmitter, FREQUENCY_HZ, 125_000, 14, startMicros, endMicros));
  }
}
