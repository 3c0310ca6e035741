package org.sheratan.core.message;

/** What is known, in this start, of a message that has not ended. */
final class Underway {
  /** No letter of it is with the mesh. */
  static final long NONE = 0;

  final long acceptedAtMs;
  long ticket = NONE;
  int sends;
  int failures;
  /** What the mesh said last when it gave one up. */
  String lastWhy = "";

  /** @param acceptedAtMs by this start's monotonic clock; may lie before its zero */
  Underway(long acceptedAtMs) {
    this.acceptedAtMs = acceptedAtMs;
  }

  long ageMs(long nowMs) {
    return Math.max(0, nowMs - acceptedAtMs);
  }
}
