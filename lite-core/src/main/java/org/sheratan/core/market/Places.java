package org.sheratan.core.market;

import java.util.Map;
import java.util.TreeMap;

/**
 * Places for tools. A place is free again only when its tool has really ended, stopped or not. Those that are done elsewhere have
 * places of their own: nobody may come for them, and what runs here need not wait for that.
 */
final class Places {
  private final WorkerTerms terms;
  private final Map<ClaimKey, Place> occupied = new TreeMap<>();

  private enum State {
    /** Its start waits for the commit that says so. */
    ORDERED, RUNNING
  }

  private record Place(State state, boolean elsewhere) {}

  Places(WorkerTerms terms) {
    this.terms = terms;
  }

  boolean full(boolean elsewhere) {
    return taken(elsewhere) >= terms.places(elsewhere);
  }

  int taken(boolean elsewhere) {
    return (int) occupied.values().stream().filter(place -> place.elsewhere() == elsewhere).count();
  }

  int running() {
    return occupied.size();
  }

  boolean holds(ClaimKey key) {
    return occupied.containsKey(key);
  }

  void order(ClaimKey key, boolean elsewhere) {
    occupied.put(key, new Place(State.ORDERED, elsewhere));
  }

  void run(ClaimKey key) {
    occupied.computeIfPresent(key, (same, place) -> new Place(State.RUNNING, place.elsewhere()));
  }

  boolean runs(ClaimKey key) {
    return holds(key) && occupied.get(key).state() == State.RUNNING;
  }

  void free(ClaimKey key) {
    occupied.remove(key);
  }
}
