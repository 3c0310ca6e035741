package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.mesh.MeshLimits;

class UnopenedTest {
  private static final long HOUR_MS = 3_600_000;

  private final Unopened unopened = new Unopened();

  @Test
  void shouldTakeSeveralInARowForALostSession() {
    for (int number = 1; number < MeshLimits.UNOPENED_BEFORE_NEW_SESSION; number++) {
      assertFalse(unopened.another(0));
    }
    unopened.opened();
    assertFalse(unopened.another(0), "not in a row");
    for (int number = 2; number < MeshLimits.UNOPENED_BEFORE_NEW_SESSION; number++) {
      assertFalse(unopened.another(0));
    }
    assertTrue(unopened.another(0));
  }

  @Test
  void shouldBeAskedEverMoreRarely() {
    int renewals = 0;
    for (long ms = 0; ms < 24 * HOUR_MS; ms += 1_000) {
      renewals += unopened.another(ms) ? 1 : 0;
    }
    assertTrue(renewals >= 24 && renewals <= 32, renewals + " in a day");
    assertEquals(1, renewed(48 * HOUR_MS), "forgiven after long silence");
  }

  private int renewed(long fromMs) {
    int renewals = 0;
    for (long ms = fromMs; ms < fromMs + MeshLimits.RENEWAL_OF_SESSION_MS; ms += 1_000) {
      renewals += unopened.another(ms) ? 1 : 0;
    }
    return renewals;
  }
}
