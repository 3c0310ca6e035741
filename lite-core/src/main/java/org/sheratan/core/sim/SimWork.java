package org.sheratan.core.sim;

/**
 * What the nodes of a fleet can do, and how long it takes them.
 *
 * @param shortestMs of a run
 * @param longestMs of a run, not reached
 * @param failures share of the runs that fail, 0..1
 * @param alike whether all nodes run every kind and ask the same price; otherwise both are drawn for each
 */
public record SimWork(int shortestMs, int longestMs, double failures, boolean alike) {
  public static final SimWork VARIED = new SimWork(200, 60_000, 0.05, false);

  /** Runs that take {@code ms} and do not fail, on nodes that differ in nothing. */
  public static SimWork even(int ms) {
    return new SimWork(ms, ms + 1, 0, true);
  }
}
