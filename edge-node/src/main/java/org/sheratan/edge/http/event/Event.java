package org.sheratan.edge.http.event;

import org.sheratan.kernel.Bytes;

/**
 * How one thing stands now.
 *
 * @param number one more for each event
 * @param name such as {@code node}, or {@link #GONE}
 * @param data JSON on one line, as of {@code takenMs}
 * @param takenMs monotonic
 */
record Event(long number, String name, Bytes data, long takenMs) {
  /** The thing is not there any more. */
  static final String GONE = "gone";
  /** What was told before counts no more. */
  static final String RESET = "reset";
  /** Nothing happened; the connection stands. */
  static final String BEAT = "beat";

  /** What is to be said of it now: what was so long ago then is so much longer ago. */
  Bytes asOf(long nowMs) {
    return Ages.grown(name, data, nowMs - takenMs);
  }

  /** As HTML describes it (9.2.6, Interpreting an event stream). */
  static Bytes encode(String id, String name, Bytes data) {
    return Bytes.utf8((id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ").concat(data)
        .concat(Bytes.utf8("\n\n"));
  }
}
