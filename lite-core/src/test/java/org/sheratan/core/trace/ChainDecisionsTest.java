package org.sheratan.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.ChainId;
import org.sheratan.core.trace.ChainDecisions.Stop;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class ChainDecisionsTest {
  private static final Now NOW = new Now(5, 0, WallQuality.NONE);
  private final ChainDecisions decisions = new ChainDecisions("aaaaaaaa", () -> 3);

  /** The smallest name went first: a chain that still ran lost what was decided about it before. */
  @Test
  void shouldForgetTheOldest() {
    Decision first = stopped(1);
    for (int chain = 2; chain <= 256; chain++) {
      stopped(chain);
    }
    Decision again = stopped(1);
    assertEquals(Optional.of(first.id()), again.parent());
    assertEquals(1, again.depth());
    stopped(257);
    assertEquals(Optional.of(again.id()), stopped(1).parent(), "it was heard of just before");
    assertEquals(Optional.empty(), stopped(2).parent());
  }

  private Decision stopped(long chain) {
    return decisions.stopped(new Stop(Optional.of(new ChainId("aaaaaaaa", 3, chain)), Optional.empty(),
        "follow_up_lost", "why"), NOW);
  }
}
