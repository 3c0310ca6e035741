package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Places that break one rule, collected so that a failing test names them all at once. */
final class Offenders {
  private final String rule;
  private final SortedSet<String> found = new TreeSet<>();

  Offenders(String rule) {
    this.rule = rule;
  }

  /** @param place {@code file:line} */
  void add(String place, String what) {
    found.add(place + "  " + what);
  }

  SortedSet<String> found() {
    return found;
  }

  void assertNone() {
    assertTrue(found.isEmpty(), () -> rule + "\n" + found.stream().map(line -> "  " + line + "\n")
        .collect(Collectors.joining()));
  }

  /** Fails when a rule had nothing to look at: it would pass for the wrong reason. */
  static void assertLookedAt(Collection<?> things) {
    assertTrue(!things.isEmpty(), "nothing to look at: is sheratan.root set and everything compiled?");
  }
}
