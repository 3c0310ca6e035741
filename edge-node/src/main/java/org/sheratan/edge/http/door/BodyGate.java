package org.sheratan.edge.http.door;

import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Bodies that are read and acted on at once, of all listeners together: what becomes of one takes up to sixty times its bytes for a moment.
 * Others wait, the first comer first, and not for long. A request that waits for something itself, for long perhaps, leaves its place to
 * them: it counts among those that wait, of which there is a bound too, for what was read stays in memory.
 *
 * <pre>
 * state  | waits                         | ends
 * ACTING | WAITING, 503 when none is free | nothing is held
 * WAITING | WAITING                      | nothing is held
 * </pre>
 */
final class BodyGate {
  static final int MOST_BYTES = 2 * HttpSettings.DEFAULT_MAX_BODY_BYTES;
  static final int MOST_WAITING_BYTES = 2 * MOST_BYTES;
  static final BodyGate OF_ALL = new BodyGate(MOST_BYTES, MOST_WAITING_BYTES, 5_000);

  private final int mostBytes;
  private final long waitMs;
  private final Semaphore acting;
  private final Semaphore waiting;

  BodyGate(int mostBytes, int mostWaitingBytes, long waitMs) {
    this.mostBytes = mostBytes;
    this.waitMs = waitMs;
    this.acting = new Semaphore(mostBytes, true);
    this.waiting = new Semaphore(mostWaitingBytes, true);
  }

  /** What one body has of the gate; of its request's thread only. */
  static final class Place {
    private final BodyGate gate;
    private final int permits;
    private Semaphore from;

    private Place(BodyGate gate, int permits) {
      this.gate = gate;
      this.permits = permits;
      this.from = gate.acting;
    }

    /** @throws HttpRefusal 503 when too much waits already */
    void waits() throws HttpRefusal {
      if (permits > 0 && from == gate.acting) {
        AnswerRoom.take(gate.waiting, permits, 0);
        from.release(permits);
        from = gate.waiting;
      }
    }

    private void end() {
      from.release(permits);
    }
  }

  /** What {@code work} makes of a body of that length; 503 when others have the place for too long. */
  HttpResponse within(int length, Function<Place, HttpResponse> work) {
    Place place = new Place(this, Math.min(length, mostBytes));
    try {
      if (length > 0) {
        AnswerRoom.take(acting, place.permits, waitMs);
      }
    } catch (HttpRefusal crowded) {
      return HttpResponse.problem(crowded.problem());
    }
    try {
      return work.apply(place);
    } finally {
      place.end();
    }
  }
}
