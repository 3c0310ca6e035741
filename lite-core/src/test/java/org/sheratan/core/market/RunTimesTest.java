package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunTimesTest {
  private final RunTimes times = new RunTimes();

  @Test
  void shouldGuessASecondUntilItKnows() {
    assertEquals(1_000, times.expectedMs("hash", 0, 2));
    times.ran("hash", 200);
    assertEquals(200, times.expectedMs("hash", 0, 2));
    times.ran("hash", 1_200);
    assertEquals(500, times.expectedMs("hash", 0, 2));
    assertEquals(1_000, times.expectedMs("read", 0, 2));
  }

  @Test
  void shouldCountThoseAheadPerPlace() {
    times.ran("hash", 200);
    assertEquals(400, times.expectedMs("hash", 2, 2));
    assertEquals(600, times.expectedMs("hash", 2, 1));
    times.ran("instant", 0);
    assertEquals(1, times.expectedMs("instant", 5, 1));
  }
}
