package org.sheratan.core.market;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this node runs, how much of it, and for how much.
 *
 * @param capabilities job kinds it runs
 * @param offers what it has for jobs that need it
 * @param maxTools running here at once
 * @param maxWaiting awards waiting for a free place
 * @param defaultPriceMicros asked for kinds not in {@code pricesMicros}
 */
public record WorkerTerms(List<String> capabilities, List<String> offers, int maxTools, int maxWaiting,
    SortedMap<String, Long> pricesMicros, long defaultPriceMicros) {
  /** What is done elsewhere costs this node a thread, a file and the parameters in memory. */
  private static final int MAX_ELSEWHERE = 16;

  public WorkerTerms {
    capabilities = List.copyOf(capabilities);
    offers = List.copyOf(offers);
    pricesMicros = Collections.unmodifiableSortedMap(new TreeMap<>(pricesMicros));
  }

  public long priceMicros(String kind) {
    return pricesMicros.getOrDefault(kind, defaultPriceMicros);
  }

  /** For tools, those that are done elsewhere or the others. */
  int places(boolean elsewhere) {
    return elsewhere ? MAX_ELSEWHERE : maxTools;
  }

  public boolean runs(String kind, List<String> needs) {
    return maxTools > 0 && capabilities.contains(kind) && Offer.meet(offers, needs);
  }
}
