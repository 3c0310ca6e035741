package org.sheratan.core.market;

import java.util.Map;
import java.util.TreeMap;

/** Places for tools. A place is free again only when its tool has really ended, stopped or not. */
final class Places {
  private final int count;
  private final Map<ClaimKey, State> occupied = new TreeMap<>();

  enum State {
    /** Its start waits for the commit that says so. */
    ORDERED, RUNNING
  }

  Places(int count) {
    this.count = count;
  }

  boolean full() {
    return occupied.size() >= count;
  }

  int running() {
    return occupied.size();
  }

  boolean holds(ClaimKey key) {
    return occupied.containsKey(key);
  }

  void order(ClaimKey key) {
    occupied.put(key, State.ORDERED);
  }

  void run(ClaimKey key) {
    occupied.put(key, State.RUNNING);
  }

  boolean runs(ClaimKey key) {
    return occupied.get(key) == State.RUNNING;
  }

  void free(ClaimKey key) {
    occupied.remove(key);
  }
}
