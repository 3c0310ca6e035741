package org.sheratan.edge.http.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/**
 * Looks how everything stands, and tells the ring what is new. Whoever listens drives it from his own thread; while
 * nobody does, the node is not asked. Any thread; one looks at a time, the others do not wait for it.
 */
final class EventFeed {
  private static final int NOT_THERE = 404;
  private static final int LOG_LINES = 200;
  private static final int MOST_PERIODS = 5;
  private static final String UNTOLD = "untold";

  private final EventSource source;
  private final LongFunction<Optional<LogTail.Line>> log;
  private final EventRing ring;
  private final Clock clock;
  private final ReentrantLock looking = new ReentrantLock();
  private final SortedMap<String, SortedMap<String, Bytes>> seen = new TreeMap<>();
  private final SortedMap<String, Long> nextMs = new TreeMap<>();
  private long nextLine = 1;

  /** @param log the oldest line with a number or a higher one */
  EventFeed(EventSource source, LongFunction<Optional<LogTail.Line>> log, EventRing ring, Clock clock) {
    this.source = source;
    this.log = log;
    this.ring = ring;
    this.clock = clock;
  }

  /** Looks at whatever is due, unless somebody else is just doing so. */
  void refresh() {
    if (!looking.tryLock()) {
      return;
    }
    try {
      long nowMs = clock.now().monoMs();
      tellLog(nowMs);
      for (Topic topic : Topic.ALL) {
        if (nextMs.getOrDefault(topic.name(), Long.MIN_VALUE) <= nowMs) {
          nextMs.put(topic.name(), nowMs + topic.periodMs());
          look(topic, nowMs);
        }
      }
    } catch (HttpRefusal refused) {
      // The node is busy or stopping: what is known stays, until the next look.
    } finally {
      looking.unlock();
    }
  }

  private void look(Topic topic, long beganMs) throws HttpRefusal {
    List<Json.Obj> things = things(topic, beganMs);
    SortedMap<String, Bytes> known = seen.computeIfAbsent(topic.name(), first -> new TreeMap<>());
    SortedSet<String> gone = new TreeSet<>(known.keySet());
    long nowMs = clock.now().monoMs();
    int untold = 0;
    // The newest come first in the API's lists, and are to be told last.
    for (Json.Obj thing : things.reversed()) {
      String key = topic.key(thing);
      gone.remove(key);
      Bytes settled = topic.settled(thing, nowMs);
      if (settled.equals(known.get(key))) {
        continue;
      }
      if (ring.put(topic.name(), key, CanonicalJson.bytes(thing), nowMs)) {
        known.put(key, settled);
      } else {
        known.remove(key);
        untold++;
      }
    }
    gone.forEach(key -> {
      known.remove(key);
      ring.gone(topic.name(), key, nowMs);
    });
    tellUntold(topic, untold, nowMs);
  }

  /** Whoever looks shall know that it is not all. */
  private void tellUntold(Topic topic, int count, long nowMs) {
    SortedMap<String, Bytes> known = seen.computeIfAbsent(UNTOLD, first -> new TreeMap<>());
    Bytes data = CanonicalJson.bytes(Json.Obj.EMPTY.with("of", topic.name()).with("count", count));
    Bytes before = count == 0 ? known.remove(topic.name()) : known.put(topic.name(), data);
    if (count > 0 && !data.equals(before)) {
      ring.put(UNTOLD, topic.name(), data, nowMs);
    } else if (count == 0 && before != null) {
      ring.gone(UNTOLD, topic.name(), nowMs);
    }
  }

  /** Many pages of large things are asked for less often. */
  private List<Json.Obj> things(Topic topic, long beganMs) throws HttpRefusal {
    List<Json.Obj> things = new ArrayList<>();
    try {
      int pages = 0;
      for (Optional<String> target = topic.target(0, Optional.empty()); target.isPresent(); pages++) {
        Json.Obj answer = source.get(target.get());
        things.addAll(topic.things(answer));
        target = topic.target(things.size(), Optional.of(answer));
      }
      nextMs.put(topic.name(), beganMs + topic.periodMs() * Math.clamp(pages, 1, MOST_PERIODS));
      return things;
    } catch (HttpRefusal refused) {
      if (refused.problem().status() == NOT_THERE) {
        return List.of();
      }
      throw refused;
    }
  }

  private void tellLog(long nowMs) {
    for (Optional<LogTail.Line> line = log.apply(nextLine); line.isPresent(); line = log.apply(nextLine)) {
      nextLine = line.get().number() + 1;
      // The same few keys again and again: so many lines are kept, and as they are cut they always have room.
      ring.put("log", Long.toString(line.get().number() % LOG_LINES), CanonicalJson.bytes(
          LogPath.shape(line.get())), nowMs);
    }
  }
}
