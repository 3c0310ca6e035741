package org.sheratan.kernel;

import java.util.SortedMap;

/**
 * Named small records that survive a crash: how the rooms of radio-stack keep counters, replay windows and
 * custody in the same journal that lite-core writes. Changes of one turn are committed together; whatever the
 * turn wants to show the world waits until that commit is on disk (the node sees to it).
 */
public interface Durable {
  /** {@code name} is a path such as {@code mesh/custody/…}: ASCII, at most 128 characters. */
  void put(String name, Bytes value);

  void remove(String name);

  /** Little room is left: what can be done without is not written for now. */
  default boolean scarce() {
    return false;
  }

  /** Everything under {@code prefix}, uncommitted changes of this turn included, sorted by name. */
  SortedMap<String, Bytes> under(String prefix);
}
