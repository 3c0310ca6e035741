package org.sheratan.radio.mesh.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.MemoryDurable;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

class TrustBookTest {
  private final MemoryDurable durable = new MemoryDurable();
  private final MeshTurn turn = Fixtures.turn();
  private final TrustBook book = new TrustBook(durable, turn);

  @Test
  void shouldTrustOnFirstUseUntilTheOperatorDecides() {
    assertEquals(Trust.FIRST_USE, book.of(Fixtures.id(1)));
    assertTrue(book.decide(Fixtures.id(1), Trust.BLOCKED));
    assertTrue(book.blocked(Fixtures.id(1)));
    assertFalse(book.blocked(Fixtures.id(2)));
  }

  @Test
  void shouldRememberDecisionsAcrossRestarts() {
    book.decide(Fixtures.id(1), Trust.BLOCKED);
    book.decide(Fixtures.id(2), Trust.CONFIRMED);
    book.decide(Fixtures.id(3), Trust.BLOCKED);
    book.decide(Fixtures.id(3), Trust.FIRST_USE);
    durable.commit();
    durable.crash();
    TrustBook again = new TrustBook(durable, turn);
    assertEquals(Trust.BLOCKED, again.of(Fixtures.id(1)));
    assertEquals(Trust.CONFIRMED, again.of(Fixtures.id(2)));
    assertEquals(Trust.FIRST_USE, again.of(Fixtures.id(3)));
  }
}
