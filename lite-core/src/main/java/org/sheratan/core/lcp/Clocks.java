package org.sheratan.core.lcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.mission.ChainId;

/** How old running chains are. A clock stands still while its chain waits for a person. */
final class Clocks {
  private final SortedMap<ChainId, Long> begunAtMs = new TreeMap<>();
  private final SortedMap<ChainId, Long> stoodAtMs = new TreeMap<>();

  void start(Chain chain, long nowMs) {
    begunAtMs.put(chain.id(), nowMs - chain.ageMs());
  }

  void forget(ChainId id) {
    begunAtMs.remove(id);
    stoodAtMs.remove(id);
  }

  /** Running chains. */
  Set<ChainId> all() {
    return begunAtMs.keySet();
  }

  boolean stands(ChainId id) {
    return stoodAtMs.containsKey(id);
  }

  /** As old as it is now, unless it does not run. */
  Chain aged(Chain chain, long nowMs) {
    Long begun = begunAtMs.get(chain.id());
    return begun == null
        ? chain
        : chain.aged(Math.max(0, stoodAtMs.getOrDefault(chain.id(), nowMs) - begun));
  }

  /** When its time is over. */
  long dueMs(Chain chain) {
    return stands(chain.id()) ? Long.MAX_VALUE : begunAtMs.get(chain.id()) + chain.limitMs();
  }

  /**
   * @param standing whose clocks stand now; those of all others go
   * @return those for which that is new
   */
  List<ChainId> stand(Set<ChainId> standing, long nowMs) {
    List<ChainId> changed = new ArrayList<>();
    for (ChainId id : all()) {
      if (standing.contains(id) != stands(id)) {
        changed.add(id);
      }
    }
    for (ChainId id : changed) {
      if (standing.contains(id)) {
        stoodAtMs.put(id, nowMs);
      } else {
        long stoodMs = nowMs - stoodAtMs.remove(id);
        begunAtMs.merge(id, stoodMs, Long::sum);
      }
    }
    return changed;
  }
}
