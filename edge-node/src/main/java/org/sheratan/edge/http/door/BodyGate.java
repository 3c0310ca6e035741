package org.sheratan.edge.http.door;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bodies that are read and acted on at once, of all listeners together: what becomes of one takes up to sixty times its bytes for a moment.
 * Others wait, the first comer first, and not for long.
 */
final class BodyGate {
  static final int MOST_BYTES = 2 * HttpSettings.DEFAULT_MAX_BODY_BYTES;
  static final BodyGate OF_ALL = new BodyGate(MOST_BYTES, 5_000);

  private final int mostBytes;
  private final long waitMs;
  private final Semaphore bytes;

  BodyGate(int mostBytes, long waitMs) {
    this.mostBytes = mostBytes;
    this.waitMs = waitMs;
    this.bytes = new Semaphore(mostBytes, true);
  }

  /** What {@code work} makes of a body of that length; 503 when others have the place for too long. */
  HttpResponse within(int length, Supplier<HttpResponse> work) {
    if (length == 0) {
      return work.get();
    }
    int permits = Math.min(length, mostBytes);
    try {
      AnswerRoom.take(bytes, permits, waitMs);
    } catch (HttpRefusal crowded) {
      return HttpResponse.problem(crowded.problem());
    }
    try {
      return work.get();
    } finally {
      bytes.release(permits);
    }
  }
}
