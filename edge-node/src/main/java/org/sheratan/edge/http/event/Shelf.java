package org.sheratan.edge.http.event;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest event of each thing of one topic, and word of those that are gone. Not for several threads. */
final class Shelf {
  private final int mostEvents;
  private final long mostBytes;
  private final Map<String, Event> there = new LinkedHashMap<>();
  /** The one told longest ago comes first. */
  private final Map<String, Event> gone = new LinkedHashMap<>();
  private long bytes;

  Shelf(int mostEvents, long mostBytes) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /** @return whether anything was told of it */
  boolean remove(String key) {
    Event before = there.remove(key);
    if (before == null) {
      before = gone.remove(key);
    }
    if (before != null) {
      bytes -= before.data().length();
    }
    return before != null;
  }

  /**
   * Forgets word of what is gone, as far as that is needed.
   *
   * @return the highest number forgotten, 0 for none
   */
  long makeRoom(int length) {
    long forgotten = 0;
    Iterator<Event> eldest = gone.values().iterator();
    while (!fits(length) && eldest.hasNext()) {
      Event event = eldest.next();
      eldest.remove();
      bytes -= event.data().length();
      forgotten = event.number();
    }
    return forgotten;
  }

  boolean fits(int length) {
    return there.size() + gone.size() < mostEvents && bytes + length <= mostBytes;
  }

  /** @param event of a thing that was {@link #remove}d before, and that {@link #fits} */
  void put(String key, Event event) {
    (event.name().equals(Event.GONE) ? gone : there).put(key, event);
    bytes += event.data().length();
  }

  /** @param withGone also those that are gone, for whoever knew them */
  void addAfter(long number, boolean withGone, List<Event> found) {
    there.values().stream().filter(event -> event.number() > number).forEach(found::add);
    if (withGone) {
      gone.values().stream().filter(event -> event.number() > number).forEach(found::add);
    }
  }
}
