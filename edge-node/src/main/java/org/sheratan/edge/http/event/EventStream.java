package org.sheratan.edge.http.event;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.edge.http.door.StreamBody;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/** Tells one listener everything, until he leaves, has to ask again or has lost the right to. */
final class EventStream {
  static final long LONGEST_MS = 10 * 60_000;
  private static final long LOOK_MS = 500;
  private static final long BEAT_MS = 10_000;
  private static final Bytes NOTHING = CanonicalJson.bytes(Json.Obj.EMPTY);

  private final NodeDesk desk;
  private final Clock clock;
  private final EventFeed feed;
  private final EventRing ring;
  private final LongFunction<String> id;

  /** @param id of an event, by its number */
  EventStream(NodeDesk desk, Clock clock, EventFeed feed, EventRing ring, LongFunction<String> id) {
    this.desk = desk;
    this.clock = clock;
    this.feed = feed;
    this.ring = ring;
    this.id = id;
  }

  /**
   * @param after the number of the last event he got, 0 for none
   * @param allowed whether he may still listen
   * @throws IOException when he is gone, or was cut
   */
  void write(long after, BooleanSupplier allowed, StreamBody.Outlet out) throws IOException {
    // Whoever was let in is asked for it again after a while, and goes on where he was.
    long endMs = clock.now().monoMs() + LONGEST_MS;
    long beatMs = Long.MIN_VALUE;
    long told = after;
    boolean first = true;
    do {
      feed.refresh();
      EventRing.Slice slice = ring.after(told);
      if (slice.reset() && (first || told > 0)) {
        out.write(Event.encode("", Event.RESET, NOTHING));
      }
      first = false;
      for (Event event : slice.events()) {
        out.write(Event.encode(id.apply(event.number()), event.name(), event.asOf(clock.now().monoMs())));
      }
      told = slice.upTo();
      long nowMs = clock.now().monoMs();
      if (!slice.events().isEmpty() || nowMs >= beatMs) {
        if (slice.events().isEmpty()) {
          // With an id: what was told before its number and is gone by now need not be asked for again.
          out.write(Event.encode(told == 0 ? "" : id.apply(told), Event.BEAT, NOTHING));
        }
        beatMs = nowMs + BEAT_MS;
      }
    } while (clock.now().monoMs() < endMs && desk.pause(LOOK_MS) && allowed.getAsBoolean());
  }
}
