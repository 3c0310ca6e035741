package org.sheratan.edge.http.route;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

import org.sheratan.edge.http.door.AnswerRoom;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.HttpSettings;
import org.sheratan.kernel.Clock;

/** Lets requests wait for news: half of the connections at most, further ones are answered at once. */
public final class LongPoll {
  private static final long FIRST_LOOK_MS = 20;
  private static final long LATER_LOOK_MS = 200;

  private final NodeDesk desk;
  private final Clock clock;
  private final long maxWaitMs;
  private final Semaphore waiting;

  /** Asks the node how things stand. */
  @FunctionalInterface
  public interface Look<T> {
    T look() throws HttpRefusal;
  }

  public LongPoll(NodeDesk desk, HttpSettings settings, Clock clock) {
    this.desk = desk;
    this.clock = clock;
    this.maxWaitMs = settings.maxWaitMs();
    this.waiting = new Semaphore(Math.max(1, settings.maxConnections() / 2));
  }

  /** How long the parameter {@code wait} asks to wait, in milliseconds; 0 without it. */
  public long waitMs(Query query) {
    return 1000 * query.number("wait", 0, maxWaitMs / 1000, 0);
  }

  /**
   * What was seen last: when it is {@code news}, the time is over, or the server closes.
   *
   * @param room had whenever what may be long is looked at and until it is answered, but not while nothing is new
   */
  public <T> T await(AnswerRoom room, Look<T> look, Predicate<T> news, long waitMs) throws HttpRefusal {
    room.take();
    T seen = look.look();
    return waitMs == 0 || !waiting.tryAcquire()
        ? seen
        : await(new Wait<>(Optional.of(room), look, news), seen, waitMs);
  }

  /** Likewise, of what is never long. */
  public <T> T await(Look<T> look, Predicate<T> news, long waitMs) throws HttpRefusal {
    T seen = look.look();
    return waitMs == 0 || !waiting.tryAcquire()
        ? seen
        : await(new Wait<>(Optional.empty(), look, news), seen, waitMs);
  }

  private record Wait<T>(Optional<AnswerRoom> room, Look<T> look, Predicate<T> news) {
    boolean pause(NodeDesk desk, long ms) throws HttpRefusal {
      room.ifPresent(AnswerRoom::giveBack);
      boolean open = desk.pause(ms);
      if (room.isPresent()) {
        room.get().take();
      }
      return open;
    }
  }

  private <T> T await(Wait<T> wait, T first, long waitMs) throws HttpRefusal {
    try {
      T seen = first;
      long startMs = clock.now().monoMs();
      long passedMs = 0;
      while (passedMs < waitMs && !wait.news().test(seen)) {
        long lookMs = passedMs < 10 * FIRST_LOOK_MS ? FIRST_LOOK_MS : LATER_LOOK_MS;
        if (!wait.pause(desk, Math.min(lookMs, waitMs - passedMs))) {
          return seen;
        }
        seen = wait.look().look();
        passedMs = clock.now().monoMs() - startMs;
      }
      return seen;
    } finally {
      waiting.release();
    }
  }
}
