package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.air.AntennaPath;
import org.sheratan.radio.air.DutyAudit;
import org.sheratan.radio.air.RegionTable;
import org.sheratan.radio.air.Rule;

/** What an audit is told of stations that crash, restart and exceed the law. */
class AuditTapTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long AIRTIME = Ear.SF8.airtimeMicros(200);

  private final Airwaves air = new Airwaves(new SeededEntropy(6), PathLoss.COUNTRY);
  private final DutyAudit audit = new DutyAudit(RegionTable.builtIn().find("EU868").orElseThrow(),
      new AntennaPath(0, 0));

  AuditTapTest() {
    air.tap(new AuditTap(audit));
  }

  private long busiest(String name) {
    return audit.busiestHourMicros("board of " + name, Ear.TUNING.frequencyHz());
  }

  @Test
  void shouldCountATransmitterOverCrashesOfItsStation() {
    for (int life = 0; life < 3; life++) {
      Ear a = Ear.on(air, "a", 0);
      a.send(200);
      air.advance(air.nowMicros() + AIRTIME);
      a.send(200);
      air.advance(air.nowMicros() + 1_000);
      air.detach("a");
    }
    assertEquals(3 * (AIRTIME + 1_000), busiest("a"));
    assertEquals(List.of(), audit.findings());
  }

  @Test
  void shouldCountEachTransmitterByItself() {
    Ear.on(air, "a", 0).send(200);
    Ear.on(air, "b", 0).send(100);
    air.advance(AIRTIME);
    assertEquals(AIRTIME, busiest("a"));
    assertEquals(Ear.SF8.airtimeMicros(100), busiest("b"));
  }

  @Test
  void shouldShowWhoTalksWithoutPause() {
    Ear a = Ear.on(air, "a", 0);
    for (long sent = 0; sent <= HOUR / 10; sent += AIRTIME) {
      a.send(200);
      air.advance(air.nowMicros() + AIRTIME);
    }
    assertEquals(List.of(Rule.DUTY_CYCLE), audit.findings().stream().map(DutyAudit.Finding::rule).toList());
  }
}
