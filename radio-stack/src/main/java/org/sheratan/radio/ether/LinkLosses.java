package org.sheratan.radio.ether;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.Check;

/** Injected loss of single ways, directed; all others lose what {@link AirFaults#loss} says. */
final class LinkLosses {
  private final Map<String, Map<String, Double>> byWay = new TreeMap<>();

  void set(String from, String to, double probability) {
    Check.that(probability >= 0 && probability <= 1, "a probability is 0..1");
    byWay.computeIfAbsent(from, name -> new TreeMap<>()).put(to, probability);
  }

  double get(String from, String to, double otherwise) {
    return byWay.getOrDefault(from, Collections.emptyMap()).getOrDefault(to, otherwise);
  }
}
