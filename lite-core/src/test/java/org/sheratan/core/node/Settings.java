package org.sheratan.core.node;

import java.util.TreeMap;

import org.sheratan.core.dispatch.SubmitLimits;

/** Settings of nodes in tests. */
final class Settings {
  private Settings() {}

  static NodeSettings submitter() {
    return submitter(100);
  }

  static NodeSettings submitter(int maxQueued) {
    return new NodeSettings(0, 0, SubmitLimits.onlyDepth(maxQueued), new TreeMap<>(), 1, false);
  }

  static NodeSettings asksTime() {
    return new NodeSettings(0, 0, SubmitLimits.onlyDepth(100), new TreeMap<>(), 1, true);
  }

  static NodeSettings worker(int places) {
    return worker(places, 10);
  }

  static NodeSettings worker(int places, long priceMicros) {
    return new NodeSettings(places, 2, SubmitLimits.onlyDepth(100), new TreeMap<>(), priceMicros, false);
  }
}
