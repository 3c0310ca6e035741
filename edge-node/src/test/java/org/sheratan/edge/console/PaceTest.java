package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void shouldCloseWhenAllIsSpentAndOpenWithTime() {
    pace.onTime(1_000);
    pace.spend(Pace.MOST_BYTES);
    assertFalse(pace.open());
    pace.onTime(1_000);
    assertFalse(pace.open());
    pace.onTime(1_001);
    assertTrue(pace.open());
  }

  @Test
  void shouldPayBackWhatWasSpentBeyond() {
    pace.onTime(0);
    pace.spend(2 * Pace.MOST_BYTES);
    pace.onTime(1_000);
    assertFalse(pace.open());
    pace.onTime(1_025);
    assertTrue(pace.open());
  }

  @Test
  void shouldNotSaveUpForLongRests() {
    pace.onTime(0);
    pace.onTime(86_400_000);
    pace.spend(Pace.MOST_BYTES);
    assertFalse(pace.open());
  }
}
