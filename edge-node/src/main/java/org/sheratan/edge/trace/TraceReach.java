package org.sheratan.edge.trace;

import java.util.Optional;

/**
 * How far a reader of the trace came.
 *
 * @param next continues; empty at the end of the trace
 * @param scanned lines looked at
 * @param found entries that were asked for
 * @param skipped of the lines, those that are none of ours
 */
public record TraceReach(Optional<Place> next, int scanned, int found, int skipped) {
  /** Where no trace is kept. */
  public static final TraceReach NONE = new TraceReach(Optional.empty(), 0, 0, 0);
}
