package org.sheratan.edge.http.route;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the open links have counted since they were opened. */
@FunctionalInterface
public interface LinkCounts {
  /** Of a node without real links. */
  LinkCounts NONE = TreeMap::new;

  /** By the link's name. Any thread. */
  SortedMap<String, Figures> byLink();

  /**
   * Of one link; names are in snake_case.
   *
   * @param framesIn handed to the node
   * @param sent handed over by the node, and taken
   * @param dropped what was lost here, by the reason
   * @param ignored what comes twice by the nature of the link, by the reason: nothing is lost with it
   */
  record Figures(long framesIn, long sent, SortedMap<String, Long> dropped, SortedMap<String, Long> ignored) {
    public Figures {
      dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
      ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
    }
  }
}
