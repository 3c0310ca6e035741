package org.sheratan.radio.mesh;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Frames that came again, and how often that was answered. Whoever lost our answers to all of these has lost more than
 * luck, and makes a new session; whoever plays back a recording gets no more than these.
 */
final class Repeats {
  private final MeshTurn turn;
  private final Map<ArrivalKey, Integer> answered = new LinkedHashMap<>();

  Repeats(MeshTurn turn) {
    this.turn = turn;
  }

  /** May this repeat of {@code frame} be answered? It is counted as answered then. */
  boolean take(ArrivalKey frame) {
    Integer before = answered.remove(frame);
    int times = before == null ? 0 : before;
    boolean allowed = times < MeshLimits.REPEATS_ANSWERED;
    answered.put(frame, allowed ? times + 1 : times);
    if (answered.size() > MeshLimits.ARRIVALS) {
      answered.remove(answered.keySet().iterator().next());
    }
    turn.tally.withheld += allowed ? 0 : 1;
    return allowed;
  }
}
