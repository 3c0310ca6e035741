package org.sheratan.radio.secure;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

import org.sheratan.radio.frame.HandshakeHeader;

/** XX handshakes we answered and whose initiator has yet to prove its key. */
final class Strangers {
  private final SequencedMap<HandshakeHeader, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(NoiseHandshake noise, long sinceMs) {}

  boolean knows(HandshakeHeader first) {
    return waiting.containsKey(first);
  }

  /** The longest waiting makes room. */
  void add(HandshakeHeader first, NoiseHandshake noise, long nowMs) {
    if (waiting.size() >= SecureLimits.STRANGERS) {
      waiting.pollFirstEntry();
    }
    waiting.put(first, new Waiting(noise, nowMs));
  }

  Optional<NoiseHandshake> get(HandshakeHeader first) {
    return Optional.ofNullable(waiting.get(first)).map(Waiting::noise);
  }

  void remove(HandshakeHeader first) {
    waiting.remove(first);
  }

  void expire(long nowMs) {
    waiting.values().removeIf(entry -> nowMs - entry.sinceMs > SecureLimits.HANDSHAKE_MS);
  }
}
