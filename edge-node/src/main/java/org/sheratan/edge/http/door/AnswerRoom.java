package org.sheratan.edge.http.door;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one request has of the memory for large answers, which all listeners share: room to make one, then for what was made until its client
 * has taken it. Who finds none waits, the first comer first, and not for long. Of its request's thread only.
 */
public final class AnswerRoom {
  /** As many usual pages as clients may be connected, or four in the making. */
  public static final int MOST_KIB = 4_096;
  public static final Semaphore KIB = new Semaphore(MOST_KIB, true);
  /** A page of {@code next} takes a quarter of it as values, and as much again as text, twice. */
  static final int MAKING_KIB = 1_024;
  private static final int BYTES_PER_KIB = 1_024;
  private static final long WAIT_MS = 5_000;

  private final Semaphore kib;
  private final long waitMs;
  private int held;

  AnswerRoom() {
    this(KIB, WAIT_MS);
  }

  AnswerRoom(Semaphore kib, long waitMs) {
    this.kib = kib;
    this.waitMs = waitMs;
  }

  /** Of a request that shares it with no other. */
  static AnswerRoom alone() {
    return new AnswerRoom(new Semaphore(MAKING_KIB), 0);
  }

  /**
   * For making an answer; had already, it stays.
   *
   * @throws HttpRefusal 503 when others have it all for too long
   */
  public void take() throws HttpRefusal {
    if (held == 0) {
      take(kib, MAKING_KIB, waitMs);
      held = MAKING_KIB;
    }
  }

  static void take(Semaphore from, int permits, long waitMs) throws HttpRefusal {
    try {
      if (!from.tryAcquire(permits, waitMs, TimeUnit.MILLISECONDS)) {
        throw new HttpRefusal(Problem.of(503, "crowded", "Too much at once",
            "what others ask for takes the memory that there is for it").retryAfter(1));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new HttpRefusal(Problem.of(503, "stopping", "The node is stopping", "the API is shutting down"));
    }
  }

  /** The answer is made: no more is kept than it takes; nothing where it has no length. */
  void made(HttpResponse answer) {
    int bytes = answer.body().length();
    int needed = bytes == 0 ? 0 : Math.min(held, 1 + bytes / BYTES_PER_KIB);
    kib.release(held - needed);
    held = needed;
  }

  public void giveBack() {
    kib.release(held);
    held = 0;
  }
}
