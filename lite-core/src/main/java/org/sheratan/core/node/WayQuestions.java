package org.sheratan.core.node;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.sheratan.core.mission.Agenda;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.MeshEvent;
import org.sheratan.radio.mesh.Survey;

/** Questions about ways that peers have not answered yet, by the number the answer will repeat. */
final class WayQuestions {
  private static final int NUMBERS = 256;
  private static final int MAX_OPEN = 64;

  /** Told once for each question. */
  @FunctionalInterface
  interface Listener {
    /** @param reply empty: nobody answered in time */
    void onEnd(Optional<WayReply> reply, long nowMs);
  }

  private record Open(NodeId peer, long askedMs, Listener listener) {}

  private final Survey mesh;
  private final Map<Integer, Open> open = new TreeMap<>();
  private final Agenda<Integer> timeouts = new Agenda<>();
  private int lastNumber;

  WayQuestions(Survey mesh) {
    this.mesh = mesh;
  }

  boolean full() {
    return open.size() >= MAX_OPEN;
  }

  /**
   * Asks once.
   *
   * @return its number; empty when too many are open, and then nobody is told anything
   */
  OptionalInt ask(NodeId peer, NodeId destination, long patienceMs, long nowMs,
      Listener listener) {
    if (full()) {
      return OptionalInt.empty();
    }
    do {
      lastNumber = (lastNumber + 1) % NUMBERS;
    } while (open.containsKey(lastNumber));
    mesh.askWay(peer, destination, lastNumber);
    open.put(lastNumber, new Open(peer, nowMs, listener));
    timeouts.at(nowMs + patienceMs, lastNumber);
    return OptionalInt.of(lastNumber);
  }

  void onTold(MeshEvent.WayTold told, long nowMs) {
    Open question = open.get(told.number());
    if (question == null || !question.peer().equals(told.from())) {
      return;
    }
    open.remove(told.number());
    timeouts.clear(told.number());
    question.listener().onEnd(
        Optional.of(new WayReply(told.report(), told.signal(), nowMs - question.askedMs())), nowMs);
  }

  void poll(long nowMs) {
    for (int number : timeouts.due(nowMs)) {
      open.remove(number).listener().onEnd(Optional.empty(), nowMs);
    }
  }

  long nextPollMs() {
    return timeouts.nextDueMs();
  }
}
