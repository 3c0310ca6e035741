package org.sheratan.core.message;

/** What is known, in this start, of a message that has not ended. */
final class Underway {
  final long acceptedAtMs;
  /** How often it was broadcast to its group. */
  int rounds;
  /** What the mesh said last when it gave a letter of it up. */
  String lastWhy = "";

  /** @param acceptedAtMs by this start's monotonic clock; may lie before its zero */
  Underway(long acceptedAtMs) {
    this.acceptedAtMs = acceptedAtMs;
  }

  long ageMs(long nowMs) {
    return Math.max(0, nowMs - acceptedAtMs);
  }
}
