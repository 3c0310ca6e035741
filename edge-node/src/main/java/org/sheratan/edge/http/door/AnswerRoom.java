package org.sheratan.edge.http.door;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one request has of the memory that all listeners share: the place of its body, room to make a large answer, then for what was made until
 * its client has taken it. Who finds none waits, the first comer first, and not for long. Of its request's thread only.
 */
public final class AnswerRoom {
  /** As many usual pages as clients may be connected, or four in the making. */
  public static final int MOST_KIB = 4_096;
  public static final Semaphore KIB = new Semaphore(MOST_KIB, true);
  /** Of answers that whoever comes may have: strangers take nothing from those with a token. */
  static final int MOST_OPEN_KIB = 1_024;
  static final Semaphore OPEN_KIB = new Semaphore(MOST_OPEN_KIB, true);
  /** A page of {@code next} takes a quarter of it as values, and as much again as text, twice. */
  static final int MAKING_KIB = 1_024;
  private static final int BYTES_PER_KIB = 1_024;
  private static final long WAIT_MS = 5_000;

  private final Semaphore kib;
  private final Semaphore openKib;
  private final long waitMs;
  private Optional<BodyGate.Place> body = Optional.empty();
  private Semaphore from;
  private int held;

  AnswerRoom() {
    this(KIB, OPEN_KIB, WAIT_MS);
  }

  AnswerRoom(Semaphore kib, Semaphore openKib, long waitMs) {
    this.kib = kib;
    this.openKib = openKib;
    this.waitMs = waitMs;
    this.from = kib;
  }

  /** Of a request that shares it with no other. */
  static AnswerRoom alone() {
    return new AnswerRoom(new Semaphore(MAKING_KIB), new Semaphore(MOST_OPEN_KIB), 0);
  }

  /** The request brought a body, which has that place. */
  AnswerRoom with(BodyGate.Place place) {
    body = Optional.of(place);
    return this;
  }

  /**
   * The request is read, and waits for something from now on, for long perhaps: others' bodies may be acted on meanwhile.
   *
   * @throws HttpRefusal 503 when too much waits already
   */
  public void waits() throws HttpRefusal {
    if (body.isPresent()) {
      body.get().waits();
    }
  }

  /**
   * For making an answer; had already, it stays.
   *
   * @throws HttpRefusal 503 when others have it all for too long
   */
  public void take() throws HttpRefusal {
    take(kib, MAKING_KIB);
  }

  /**
   * For an answer that needs no token, of the room that there is for those alone.
   *
   * @param answerKib as long as it becomes; three times that while it is made
   * @throws HttpRefusal 503 when others have it all for too long
   */
  public void takeOpen(int answerKib) throws HttpRefusal {
    take(openKib, Math.min(MOST_OPEN_KIB, 3 * answerKib));
  }

  private void take(Semaphore room, int permits) throws HttpRefusal {
    if (held == 0) {
      take(room, permits, waitMs);
      from = room;
      held = permits;
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
    from.release(held - needed);
    held = needed;
  }

  public void giveBack() {
    from.release(held);
    held = 0;
  }
}
