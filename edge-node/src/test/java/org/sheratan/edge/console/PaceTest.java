package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void shouldGiveOutAllAndMoreWithTime() {
    pace.onTime(1_000);
    assertEquals(Pace.MOST_BYTES, pace.spend(Pace.MOST_BYTES));
    assertEquals(0, pace.spend(1));
    pace.onTime(1_000);
    assertEquals(0, pace.spend(1));
    pace.onTime(1_001);
    assertEquals(8, pace.spend(9));
  }

  @Test
  void shouldNeverGiveMoreThanTheLineCarries() {
    pace.onTime(0);
    int sent = pace.spend(100_000);
    for (long nowMs = 50; nowMs <= 10_000; nowMs += 50) {
      pace.onTime(nowMs);
      sent += pace.spend(100_000);
    }
    assertEquals(Pace.MOST_BYTES + 80_000, sent);
  }

  @Test
  void shouldNotSaveUpForLongRests() {
    pace.onTime(0);
    pace.onTime(86_400_000);
    assertEquals(Pace.MOST_BYTES, pace.spend(100_000));
    assertEquals(0, pace.left());
  }
}
