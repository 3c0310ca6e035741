package org.sheratan.edge.http.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.Bytes;

/**
 * The latest event of each thing, bounded by number and bytes. A newer one takes the place of the older about the
 * same thing, so what is kept is also how everything stands; whoever was away gets what is newer than what he has.
 * Any thread.
 */
final class EventRing {
  private final int mostEvents;
  private final long mostBytes;
  /** By topic, then by key; the one told longest ago comes first. */
  private final SortedMap<String, Map<String, Event>> topics = new TreeMap<>();
  private int events;
  private long bytes;
  private long last;
  private long forgotten;

  /** @param mostEvents of all topics together */
  EventRing(int mostEvents, long mostBytes) {
    this.mostEvents = mostEvents;
    this.mostBytes = mostBytes;
  }

  /**
   * What a listener gets next.
   *
   * @param reset what he has is worth nothing: something he does not know of was dropped for want of room, or he has
   *     it from another run
   * @param events by their numbers
   */
  record Slice(boolean reset, List<Event> events) {}

  synchronized void put(String topic, String key, Bytes data) {
    tell(topic, key, topic, data);
  }

  synchronized void gone(String topic, String key) {
    tell(topic, key, Event.GONE, CanonicalJson.bytes(Json.Obj.EMPTY.with("of", topic).with("key", key)));
  }

  synchronized Slice after(long number) {
    boolean reset = number <= 0 || number < forgotten || number > last;
    long from = reset ? 0 : number;
    if (from == last) {
      return new Slice(reset, List.of());
    }
    List<Event> found = new ArrayList<>();
    topics.values().forEach(byKey -> byKey.values().stream().filter(event -> event.number() > from)
        .filter(event -> !reset || !event.name().equals(Event.GONE)).forEach(found::add));
    found.sort(Comparator.comparingLong(Event::number));
    return new Slice(reset, found);
  }

  private void tell(String topic, String key, String name, Bytes data) {
    Map<String, Event> byKey = topics.computeIfAbsent(topic, first -> new LinkedHashMap<>());
    drop(byKey, key);
    last++;
    byKey.put(key, new Event(last, name, data));
    events++;
    bytes += data.length();
    while (events > mostEvents || bytes > mostBytes && events > 1) {
      forgetEldest();
    }
  }

  private void forgetEldest() {
    Map<String, Event> eldest = topics.values().stream().filter(byKey -> !byKey.isEmpty())
        .min(Comparator.comparingLong(byKey -> byKey.values().iterator().next().number())).orElseThrow();
    Map.Entry<String, Event> first = eldest.entrySet().iterator().next();
    forgotten = Math.max(forgotten, first.getValue().number());
    drop(eldest, first.getKey());
  }

  private void drop(Map<String, Event> byKey, String key) {
    Event before = byKey.remove(key);
    if (before != null) {
      events--;
      bytes -= before.data().length();
    }
  }
}
