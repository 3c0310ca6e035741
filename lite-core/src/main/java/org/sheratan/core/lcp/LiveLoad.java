package org.sheratan.core.lcp;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.ChainId;

/** What all running chains take of this node's memory: one budget, however many they are. */
final class LiveLoad {
  private final SortedMap<ChainId, Load> loads = new TreeMap<>();

  /** New, or grown. */
  void put(Chain chain) {
    loads.put(chain.id(), Load.of(chain));
  }

  void remove(ChainId id) {
    loads.remove(id);
  }

  /** Why that much more cannot be taken now; empty when it can. */
  Optional<String> full(Load more) {
    long memoryBytes = loads.values().stream().reduce(more, Load::plus).memoryBytes();
    return memoryBytes > LcpLimits.LIVE_MEMORY_BYTES
        ? Optional.of("with it the chains that are running here would take " + memoryBytes
            + " bytes of memory, the limit is " + LcpLimits.LIVE_MEMORY_BYTES)
        : Optional.empty();
  }
}
