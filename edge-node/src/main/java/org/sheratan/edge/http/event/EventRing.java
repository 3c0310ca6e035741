package org.sheratan.edge.http.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/**
 * The latest event of each thing. A newer one takes the place of the older about the same thing, so what is kept is also
 * how everything stands; whoever was away gets what is newer than what he has. Each topic has room of its own, so that a
 * crowd of one kind hides nothing of another. Where that is short, word of what is gone is forgotten first; nothing that
 * is there has to leave for what comes. Any thread.
 */
final class EventRing {
  private final int mostEvents;
  private final long mostBytes;
  private final SortedMap<String, Shelf> shelves = new TreeMap<>();
  private long last;
  private long forgotten;

  /**
   * @param mostEvents of one topic
   * @param mostBytes likewise
   */
  EventRing(int mostEvents, long mostBytes) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /**
   * What a listener gets next.
   *
   * @param reset what he has is worth nothing: something he does not know of was forgotten for want of room, or he has
   *     it from another run
   * @param events by their numbers
   * @param upTo the number he is at then
   */
  record Slice(boolean reset, List<Event> events, long upTo) {}

  /**
   * @param nowMs monotonic, when {@code data} was so
   * @return false when there is no room for it; nobody is told of it then
   */
  synchronized boolean put(String topic, String key, Bytes data, long nowMs) {
    Shelf shelf = shelf(topic);
    boolean known = shelf.remove(key);
    forgotten = Math.max(forgotten, shelf.makeRoom(data.length()));
    boolean fits = shelf.fits(data.length());
    if (fits || known) {
      last++;
    }
    if (fits) {
      shelf.put(key, new Event(last, topic, data, nowMs));
    } else if (known) {
      forgotten = last;
    }
    return fits;
  }

  synchronized void gone(String topic, String key, long nowMs) {
    Shelf shelf = shelf(topic);
    shelf.remove(key);
    Bytes data = CanonicalJson.bytes(Json.Obj.EMPTY.with("of", topic).with("key", key));
    forgotten = Math.max(forgotten, shelf.makeRoom(data.length()));
    last++;
    if (shelf.fits(data.length())) {
      shelf.put(key, new Event(last, Event.GONE, data, nowMs));
    } else {
      forgotten = last;
    }
  }

  synchronized Slice after(long number) {
    boolean reset = number <= 0 || number < forgotten || number > last;
    long from = reset ? 0 : number;
    List<Event> found = new ArrayList<>();
    if (from < last) {
      shelves.values().forEach(shelf -> shelf.addAfter(from, !reset, found));
      found.sort(Comparator.comparingLong(Event::number));
    }
    return new Slice(reset, found, last);
  }

  private Shelf shelf(String topic) {
    return shelves.computeIfAbsent(topic, first -> new Shelf(mostEvents, mostBytes));
  }
}
