package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.announce.Newcomers.Source;
import org.sheratan.radio.mesh.engine.Fixtures;

class NewcomersTest {
  private static final Link LINK = Fixtures.deadLink(Fixtures.UDP);
  private static final Source ONE = new Source(LINK, "one");
  private static final Source OTHER = new Source(LINK, "other");
  private static final int AT_ONCE = MeshLimits.NEWCOMERS_AT_ONCE;

  private final Newcomers newcomers = new Newcomers();

  private int brought(Source source, int tries, long nowMs) {
    int brought = 0;
    for (int number = 0; number < tries; number++) {
      brought += newcomers.mayBring(source, nowMs) ? 1 : 0;
    }
    return brought;
  }

  @Test
  void shouldLetOneBringManyAtOnceAndThenOneASecond() {
    assertEquals(AT_ONCE, brought(ONE, AT_ONCE + 10, 0));
    assertEquals(0, brought(ONE, 1, MeshLimits.NEWCOMER_MS - 1));
    assertEquals(5, brought(ONE, 10, 5 * MeshLimits.NEWCOMER_MS));
    assertEquals(AT_ONCE, brought(ONE, AT_ONCE, 1_000 * MeshLimits.NEWCOMER_MS), "all again after a rest");
  }

  @Test
  void shouldPenaliseOneWhoBringsTwiceAsMany() {
    assertEquals(AT_ONCE, brought(ONE, 2 * AT_ONCE, 0));
    assertEquals(1, brought(ONE, 10, MeshLimits.NEWCOMER_OF_HOARDER_MS));
    assertEquals(2, brought(ONE, 10, 3 * MeshLimits.NEWCOMER_OF_HOARDER_MS));
    long restedMs = 3 * MeshLimits.NEWCOMER_OF_HOARDER_MS + MeshLimits.HOARDING_MS;
    assertTrue(brought(ONE, 40, restedMs) >= 40, "forgiven");
  }

  @Test
  void shouldNotPenaliseTheOthers() {
    brought(ONE, 10 * AT_ONCE, 0);
    assertEquals(AT_ONCE, brought(OTHER, 10 * AT_ONCE, 0));
  }

  @Test
  void shouldRememberABoundedNumberOfSources() {
    for (int number = 0; number < 10 * MeshLimits.NEIGHBORS; number++) {
      assertTrue(newcomers.mayBring(new Source(LINK, "n" + number), 0));
    }
    assertEquals(AT_ONCE - 1, brought(new Source(LINK, "n" + (10 * MeshLimits.NEIGHBORS - 1)), 1_000, 0));
  }
}
