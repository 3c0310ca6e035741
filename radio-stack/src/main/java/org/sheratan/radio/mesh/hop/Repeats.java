package org.sheratan.radio.mesh.hop;

import java.util.LinkedHashMap;
import java.util.Map;

import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/**
 * Frames that came again, and how often that was answered. Whoever lost our answers to all of these has lost more than
 * luck, and makes a new session; whoever plays back a recording gets no more than these.
 */
public final class Repeats {
  private final MeshTurn turn;
  private final Map<ArrivalKey, Integer> answered = new LinkedHashMap<>();

  public Repeats(MeshTurn turn) {
    this.turn = turn;
  }

  /** May this repeat of {@code frame} be answered? It is counted as answered then. */
  public boolean take(ArrivalKey frame) {
    Integer before = answered.remove(frame);
    int times = before == null ? 0 : before;
    boolean allowed = times < MeshLimits.REPEATS_ANSWERED;
    answered.put(frame, allowed ? times + 1 : times);
    if (answered.size() > MeshLimits.ARRIVALS) {
      answered.remove(answered.keySet().iterator().next());
    }
    turn.tally().countIf(!allowed, Count.WITHHELD);
    return allowed;
  }
}
