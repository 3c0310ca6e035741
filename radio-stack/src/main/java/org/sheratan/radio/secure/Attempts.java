package org.sheratan.radio.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.HandshakeHeader;

/** Handshakes we began and that are not answered yet: the last two with each peer, so that late answers count. */
final class Attempts {
  /** Oldest first. */
  private final List<Attempt> pending = new ArrayList<>();

  /** @param header of our first message */
  record Attempt(NodeId peer, Pattern pattern, HandshakeHeader header, NoiseHandshake noise, long beganMs) {}

  void add(Attempt attempt) {
    List<Attempt> earlier = pending.stream().filter(other -> other.peer.equals(attempt.peer)).toList();
    if (earlier.size() >= SecureLimits.ATTEMPTS_PER_PEER) {
      pending.remove(earlier.getFirst());
    }
    if (pending.size() >= SecureLimits.ATTEMPTS) {
      pending.removeFirst();
    }
    pending.add(attempt);
  }

  /** The attempt that {@code answer} answers, going by its header alone. */
  Optional<Attempt> answeredBy(HandshakeHeader answer, Pattern pattern) {
    return pending.stream().filter(attempt -> attempt.pattern == pattern
        && attempt.header.turned(answer.step()).equals(answer)).findFirst();
  }

  /** Our attempt wins over theirs: both sides began, and the lower key goes first. */
  boolean outrank(NodeId me, int theirHint) {
    return pending.stream()
        .anyMatch(attempt -> attempt.peer.hint() == theirHint && me.compareTo(attempt.peer) < 0);
  }

  void end(NodeId peer) {
    pending.removeIf(attempt -> attempt.peer.equals(peer));
  }

  void expire(long nowMs) {
    pending.removeIf(attempt -> nowMs - attempt.beganMs > SecureLimits.HANDSHAKE_MS);
  }
}
