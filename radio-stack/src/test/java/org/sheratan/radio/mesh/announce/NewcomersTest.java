package org.sheratan.radio.mesh.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.announce.Newcomers.Source;
import org.sheratan.radio.mesh.engine.Fixtures;

class NewcomersTest {
  private static final Link LINK = Fixtures.deadLink(Fixtures.UDP);
  private static final Source ONE = new Source(LINK, "one");
  private static final Source OTHER = new Source(LINK, "other");
  private static final int AT_ONCE = MeshLimits.NEWCOMERS_AT_ONCE;

  private static final long APART_MS = 4_000;

  private final Newcomers newcomers = new Newcomers(new SeededEntropy(1));
  private int names;

  private static NodeId name(int number) {
    return new NodeId(new ByteWriter().u32(number * 0x9e3779b9L & 0xffff_ffffL).u32(number)
        .bytes(Bytes.hex("00".repeat(NodeId.LENGTH - 8))).toBytes());
  }

  private boolean bring(Source source, int name, long nowMs) {
    return newcomers.mayBring(source, name(name), APART_MS, nowMs);
  }

  private int brought(Source source, int tries, long nowMs) {
    int brought = 0;
    for (int number = 0; number < tries; number++) {
      brought += bring(source, ++names, nowMs) ? 1 : 0;
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
      assertTrue(bring(new Source(LINK, "n" + number), ++names, 0));
    }
    assertEquals(AT_ONCE - 1, brought(new Source(LINK, "n" + (10 * MeshLimits.NEIGHBORS - 1)), 1_000, 0));
  }

  /** One flooder of invented names near us kept real newcomers out for an hour and more. */
  @Test
  void shouldLetInWhoeverIsHeardAgainDuringAFlood() {
    brought(ONE, 10 * AT_ONCE, 0);
    assertFalse(bring(ONE, 1_000_000, 1_000));
    assertEquals(0, brought(ONE, 30, 3_000));
    assertFalse(bring(ONE, 1_000_000, 1_000 + APART_MS - 1), "too soon");
    assertTrue(bring(ONE, 1_000_000, 1_000 + APART_MS));
  }

  @Test
  void shouldBoundThoseWhoAreHeardAgain() {
    brought(ONE, 10 * AT_ONCE, 0);
    int again = 0;
    for (int number = 1; number <= 10 * AT_ONCE; number++) {
      again += bring(ONE, number, 10_000) ? 1 : 0;
    }
    assertEquals(MeshLimits.RETURNED_AT_ONCE, again);
    assertFalse(bring(ONE, 900, 10_500));
    assertTrue(bring(ONE, 900, 11_000), "one a second");
  }
}
