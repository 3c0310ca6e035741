package org.sheratan.edge.http.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import java.util.function.Predicate;

import org.sheratan.edge.daemon.LogTail;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpRequest;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.edge.http.door.Problem;
import org.sheratan.edge.http.route.NodeDesk;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.edge.http.route.Parameter;
import org.sheratan.edge.http.route.Reply;
import org.sheratan.edge.http.route.Router;
import org.sheratan.kernel.Clock;

/**
 * {@code /api/v1/events}. Each listener is a connection with its thread and the number of the last event it got;
 * nothing waits for it in memory. A quarter of the connections may listen.
 */
public final class EventPaths {
  private static final String STREAM = "text/event-stream";
  private static final Operation LISTEN = Operation
      .get("/api/v1/events", "listenToEvents",
          "How everything stands, then what changes: server-sent events.")
      .with(Parameter.header("Last-Event-ID", "The id of the last event that arrived: goes on behind it."))
      .gives(new Reply(200, STREAM, "", List.of()));
  /** Of one topic. */
  static final int MOST_EVENTS = 2_048;
  static final long MOST_BYTES = 1024 * 1024;

  private final NodeDesk desk;
  private final Clock clock;
  private final Predicate<HttpRequest> stillAllowed;
  private final Semaphore places;
  private final EventRing ring = new EventRing(MOST_EVENTS, MOST_BYTES);
  private final EventFeed feed;
  private final String run;

  /**
   * @param stillAllowed whether a request that was let in would be now
   * @param source in-process answers of the API's own paths, for {@code desk}'s node
   */
  public EventPaths(NodeDesk desk, HttpSettings settings, Clock clock, Predicate<HttpRequest> stillAllowed,
      EventSource source, LongFunction<Optional<LogTail.Line>> log) {
    this.desk = desk;
    this.clock = clock;
    this.stillAllowed = stillAllowed;
    this.places = new Semaphore(Math.max(1, settings.maxConnections() / 4));
    this.feed = new EventFeed(source, log, ring, clock);
    this.run = Long.toString(clock.now().wallMs(), Character.MAX_RADIX) + "."
        + Long.toString(clock.now().monoMs(), Character.MAX_RADIX);
  }

  public void addTo(Router router) {
    router.on(LISTEN, this::listen);
  }

  private HttpResponse listen(HttpRequest request) throws HttpRefusal {
    if (places.availablePermits() == 0) {
      throw new HttpRefusal(Problem.of(503, "too-many-listeners", "Too many listeners",
          "as many as may listen do so already").retryAfter(5));
    }
    long after = lastNumber(request.head().header("last-event-id").orElse(""));
    return HttpResponse.stream(STREAM, out -> {
      // Between the look above and this somebody else may have been quicker: that one's client asks again.
      if (places.tryAcquire()) {
        try {
          new EventStream(desk, clock, feed, ring, this::id).write(after, () -> stillAllowed.test(request),
              out);
        } finally {
          places.release();
        }
      }
    });
  }

  private String id(long number) {
    return run + "-" + number;
  }

  /** 0 for none, and for that of another start of the node. */
  private long lastNumber(String lastEventId) {
    return lastEventId.startsWith(run + "-")
        && lastEventId.substring(run.length() + 1).matches("[0-9]{1,15}")
            ? Long.parseLong(lastEventId.substring(run.length() + 1))
            : 0;
  }
}
