package org.sheratan.core.market;

import java.util.Map;
import java.util.TreeMap;

/** How long each kind takes here: an exponential mean (α = 0.3) over this start's runs. */
final class RunTimes {
  private static final double ALPHA = 0.3;
  private static final double UNKNOWN_MS = 1_000;
  private final Map<String, Double> means = new TreeMap<>();

  void ran(String kind, long tookMs) {
    double mean = means.getOrDefault(kind, (double) tookMs);
    means.put(kind, mean + ALPHA * (tookMs - mean));
  }

  /** For one run that starts behind {@code ahead} others on {@code places}. */
  long expectedMs(String kind, int ahead, int places) {
    double mean = means.getOrDefault(kind, UNKNOWN_MS);
    return Math.max(1, Math.round(mean * (1 + (double) ahead / Math.max(1, places))));
  }
}
