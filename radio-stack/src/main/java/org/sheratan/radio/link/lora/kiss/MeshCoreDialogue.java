package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;

/**
 * Questions to the modem, one at a time: it queues two frames of output and refuses what it has no place to answer.
 * Answers are kept by sub-command until asked for again.
 */
final class MeshCoreDialogue {
  private final Deque<MeshCoreRequest> waiting = new ArrayDeque<>();
  private final Map<Integer, Bytes> answers = new TreeMap<>();
  private Optional<MeshCoreRequest> asked = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private long dueMs = Long.MAX_VALUE;

  void ask(MeshCoreRequest... requests) {
    waiting.addAll(List.of(requests));
  }

  /** What to write next; empty while an answer is due or nothing is left. */
  Optional<byte[]> next(long nowMs, long patienceMs) {
    if (asked.isPresent() || waiting.isEmpty()) {
      return Optional.empty();
    }
    MeshCoreRequest request = waiting.removeFirst();
    asked = Optional.of(request);
    dueMs = nowMs + patienceMs;
    answers.remove(request.answer());
    return Optional.of(request.encode());
  }

  /** @return whether the frame answered what was asked */
  boolean take(int subCommand, Bytes data) {
    if (asked.isEmpty()) {
      return false;
    }
    if (subCommand == asked.get().answer()) {
      answers.put(subCommand, data);
    } else if (subCommand == MeshCoreProtocol.ERROR) {
      refusal = Optional
          .of("request 0x%02x ended in error %s".formatted(asked.get().command(), data.toHex()));
    } else {
      return false;
    }
    asked = Optional.empty();
    dueMs = Long.MAX_VALUE;
    return true;
  }

  boolean idle() {
    return asked.isEmpty() && waiting.isEmpty();
  }

  /** When the answer to the current question is overdue. */
  long dueMs() {
    return dueMs;
  }

  Optional<MeshCoreRequest> asked() {
    return asked;
  }

  /** The last ERROR the modem answered with; taken once. */
  Optional<String> takeRefusal() {
    Optional<String> taken = refusal;
    refusal = Optional.empty();
    return taken;
  }

  /** The data of the last answer to {@code command}. */
  Optional<Bytes> answer(int command) {
    return Optional.ofNullable(answers.get(command | MeshCoreProtocol.ANSWER));
  }
}
