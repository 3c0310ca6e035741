package org.sheratan.edge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void shouldIncludeTheOnesBelowAndNoneAbove() {
    List<Scope> ordered = List.of(Scope.NONE, Scope.READ, Scope.SUBMIT, Scope.OPERATE, Scope.ADMIN);
    assertEquals(ordered, List.of(Scope.values()));
    for (Scope held : ordered) {
      for (Scope needed : ordered) {
        assertEquals(ordered.indexOf(held) >= ordered.indexOf(needed), held.includes(needed));
      }
    }
  }

  @Test
  void shouldReadTheWordsOfTokensOnly() {
    for (Scope scope : List.of(Scope.READ, Scope.SUBMIT, Scope.OPERATE, Scope.ADMIN)) {
      assertEquals(Optional.of(scope), Scope.of(scope.word()));
    }
    for (String other : List.of("none", "", "ADMIN", "root", "read submit")) {
      assertEquals(Optional.empty(), Scope.of(other), other);
    }
  }
}
