package org.sheratan.core.tool.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.tool.ToolEvent;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

class RunTest {
  private long nowMs = 7_000;
  private final List<Double> reported = new ArrayList<>();
  private final Clock clock = () -> Now.monotonic(nowMs);
  private final Run run = new Run(ToolFixture.order("ping", "{}"), new IoLimiter(0, clock, ms -> true), clock,
      event -> reported.add(((ToolEvent.Progressed) event).done()));

  @Test
  void shouldWaitASecondBeforeTheFirstReport() {
    at(7_999, 0.5);
    at(8_000, 0.6);
    assertEquals(List.of(0.6), reported);
  }

  @Test
  void shouldReportOnlyAfterOnePercentAndOneSecond() {
    at(8_000, 0.10);
    at(9_000, 0.105);
    at(9_001, 0.12);
    at(9_500, 0.5);
    at(10_001, 0.5);
    at(20_000, 0.4);
    assertEquals(List.of(0.10, 0.12, 0.5), reported);
  }

  @Test
  void shouldStayBelowOneUntilTheResult() {
    at(8_000, 1.7);
    assertEquals(List.of(0.999), reported);
  }

  @Test
  void shouldStopAtTheNextCheck() {
    assertDoesNotThrow(run::check);
    assertDoesNotThrow(() -> run.spend(100));
    run.stop();
    assertEquals("stopped", assertThrows(ToolFailure.class, run::check).code());
    assertEquals("stopped", assertThrows(ToolFailure.class, () -> run.spend(100)).code());
  }

  @Test
  void shouldNameEachRunsHalfWrittenFile() {
    assertEquals(".sheratan-k7f3q2ab-3-17-1.tmp", Stamp.name(run.order()).toString());
    assertTrue(Stamp.isStamp(Stamp.name(run.order())));
    assertFalse(Stamp.isStamp(Path.of(".sheratan-x")));
  }

  private void at(long ms, double done) {
    nowMs = ms;
    run.progress(done);
  }
}
