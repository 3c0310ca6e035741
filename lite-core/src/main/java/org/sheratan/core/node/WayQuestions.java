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
  private static final long LOOK_MS = 500;

  /** Told once for each question. */
  @FunctionalInterface
  interface Listener {
    /** @param reply empty: nobody answered in time */
    void onEnd(Optional<WayReply> reply, long nowMs);
  }

  /** @param said false: it waits for a session, and an answer to it is none */
  private record Open(NodeId peer, NodeId destination, long askedMs, boolean said, Listener listener) {}

  private final Survey mesh;
  private final Map<Integer, Open> open = new TreeMap<>();
  private final Agenda<Integer> timeouts = new Agenda<>();
  /** Those that wait for a session. */
  private final Agenda<Integer> unsaid = new Agenda<>();
  private int lastNumber;

  WayQuestions(Survey mesh) {
    this.mesh = mesh;
  }

  boolean full() {
    return open.size() >= MAX_OPEN;
  }

  /**
   * Asks once, as soon as there is a session.
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
    timeouts.at(nowMs + patienceMs, lastNumber);
    say(lastNumber, new Open(peer, destination, nowMs, false, listener), nowMs);
    return OptionalInt.of(lastNumber);
  }

  /** The round trip counts from here. */
  private void say(int number, Open question, long nowMs) {
    boolean said = mesh.askWay(question.peer(), question.destination(), number);
    open.put(number, new Open(question.peer(), question.destination(), nowMs, said, question.listener()));
    if (!said) {
      unsaid.at(nowMs + LOOK_MS, number);
    }
  }

  void onTold(MeshEvent.WayTold told, long nowMs) {
    Open question = open.get(told.number());
    if (question == null || !question.said() || !question.peer().equals(told.from())) {
      return;
    }
    open.remove(told.number());
    timeouts.clear(told.number());
    question.listener().onEnd(
        Optional.of(new WayReply(told.report(), told.signal(), nowMs - question.askedMs())), nowMs);
  }

  void poll(long nowMs) {
    for (int number : timeouts.due(nowMs)) {
      unsaid.clear(number);
      open.remove(number).listener().onEnd(Optional.empty(), nowMs);
    }
    for (int number : unsaid.due(nowMs)) {
      say(number, open.get(number), nowMs);
    }
  }

  long nextPollMs() {
    return Math.min(timeouts.nextDueMs(), unsaid.nextDueMs());
  }
}
