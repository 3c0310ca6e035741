package org.sheratan.core.health;

/**
 * What is usual.
 *
 * @param count values there were
 * @param mean of these; like the rest meaningless where {@code count} is 0
 * @param stddev of the whole population
 */
public record Baseline(int count, double mean, double stddev, double min, double max) {
  /** Of no values. */
  static final Baseline NONE = new Baseline(0, 0, 0, 0, 0);

  static Baseline of(double[] values) {
    if (values.length == 0) {
      return NONE;
    }
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Baseline(values.length, mean, Math.sqrt(squares / values.length), min, max);
  }
}
