package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Now;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;

class AnswerShareTest {
  private static final int PERCENT = 20;
  private static final long HOUR_LEGAL_MS = 360_000;

  private final MeshTurn turn = Fixtures.turn();
  private final AnswerShare<String> share = new AnswerShare<>(turn, Fixtures.LORA, PERCENT);

  private long spentMs(String asker, int lengthBytes) {
    long spentMs = 0;
    while (share.take(asker, lengthBytes)) {
      spentMs += Fixtures.LORA.airtimeMs(lengthBytes);
    }
    return spentMs;
  }

  @Test
  void shouldLeaveHalfToOthers() {
    assertEquals(HOUR_LEGAL_MS * PERCENT / 200, spentMs("greedy", 100), 300);
    assertTrue(share.take("modest", 100));
    assertEquals(1, turn.tally().of(Count.WITHHELD));
  }

  @Test
  void shouldHaveABoundWhoeverAsks() {
    long spentMs = 0;
    for (int asker = 0; asker < 2 * MeshLimits.PEERS; asker++) {
      spentMs += spentMs("asker " + asker, 100);
    }
    assertEquals(HOUR_LEGAL_MS * PERCENT / 100, spentMs, 300);
  }

  @Test
  void shouldFillAgain() {
    spentMs("asker", 100);
    turn.begin(Now.monotonic(3_600_000));
    assertEquals(HOUR_LEGAL_MS * PERCENT / 200, spentMs("asker", 100), 300);
  }

  @Test
  void shouldTakeWhatIsLongerThanAllAndPayItOffAfter() {
    assertTrue(share.take("asker", 200_000));
    turn.begin(Now.monotonic(3_600_000));
    assertFalse(share.take("asker", 1));
    turn.begin(Now.monotonic(24 * 3_600_000));
    assertTrue(share.take("asker", 1));
  }
}
