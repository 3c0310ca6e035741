package org.sheratan.core.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.sheratan.core.wire.WireLimits;
import org.sheratan.kernel.NodeId;

/** What is to be said about many jobs, by node: one message speaks of as many as it holds. */
final class ByNode<T> {
  private final SortedMap<NodeId, List<T>> words = new TreeMap<>();

  void add(NodeId whom, T word) {
    words.computeIfAbsent(whom, first -> new ArrayList<>()).add(word);
  }

  /** At most {@link WireLimits#CUSTODY_JOBS} at a time, in the order in which they were added. */
  void forEach(BiConsumer<NodeId, List<T>> message) {
    words.forEach((whom, about) -> {
      for (int from = 0; from < about.size(); from += WireLimits.CUSTODY_JOBS) {
        message.accept(whom,
            List.copyOf(about.subList(from, Math.min(about.size(), from + WireLimits.CUSTODY_JOBS))));
      }
    });
  }
}
