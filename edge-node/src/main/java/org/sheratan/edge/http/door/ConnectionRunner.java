package org.sheratan.edge.http.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import fi.iki.elonen.NanoHTTPD;

import org.sheratan.kernel.Clock;

/**
 * Runs at most so many connections. When all places are taken, a newcomer gets the place of the one that has kept us
 * waiting longest, for its request or for taking our answer, so that a crowd of slow clients cannot shut others out; a caller
 * that has more than a quarter of the places gives first. When every place is really being served, the newcomer is told 503.
 */
public final class ConnectionRunner implements NanoHTTPD.AsyncRunner {
  private static final int MAX_REFUSING = 16;
  private static final long SWEEP_MS = 250;
  private static final int MAX_PAUSES = 4;

  private final int maxConnections;
  private final Clock clock;
  private final Executor executor;
  private final CloseLog log;
  private final Set<ClientConnection> open = new LinkedHashSet<>();
  private final Semaphore refusing = new Semaphore(MAX_REFUSING);
  private final CountDownLatch stopped = new CountDownLatch(1);
  /** Something to sweep for: an idle node is not woken for nothing. */
  private final Semaphore arrived = new Semaphore(0);

  public ConnectionRunner(int maxConnections, Clock clock, Executor executor, CloseLog log) {
    this.maxConnections = maxConnections;
    this.clock = clock;
    this.executor = executor;
    this.log = log;
  }

  /** Starts closing what overstays its phase. */
  public void startSweeping() {
    executor.execute(this::sweepUntilStopped);
  }

  @Override
  public void exec(NanoHTTPD.ClientHandler handler) {
    ClientConnection connection = (ClientConnection) handler;
    try {
      if (admit(connection)) {
        executor.execute(connection);
      } else {
        refuse(connection);
      }
    } catch (RejectedExecutionException stopping) {
      closed(connection);
      connection.socket().closeQuietly();
    }
  }

  @Override
  public void closed(NanoHTTPD.ClientHandler handler) {
    synchronized (open) {
      open.remove(handler);
    }
  }

  /** Whoever asked for it by a request still gets the answer to that, and nothing more. */
  @Override
  public void closeAll() {
    stopped.countDown();
    arrived.release();
    snapshot().stream().filter(connection -> !connection.isCallers())
        .forEach(connection -> connection.socket().closeQuietly());
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  public int openConnections() {
    synchronized (open) {
      return open.size();
    }
  }

  /** May wait for a place, on the thread that accepts: newcomers then wait in the system's queue, the honest ones too. */
  private boolean admit(ClientConnection newcomer) {
    pauseForVictim();
    Optional<ClientConnection> evicted = Optional.empty();
    synchronized (open) {
      if (stopped.getCount() == 0) {
        return false;
      }
      if (open.size() >= maxConnections) {
        evicted = victim();
        if (evicted.isEmpty()) {
          return false;
        }
        open.remove(evicted.get());
      }
      open.add(newcomer);
      arrived.release();
    }
    evicted.ifPresent(connection -> close(CloseLog.Why.EVICTED, connection));
    return true;
  }

  private void pauseForVictim() {
    try {
      // Who is waited for may begin something new meanwhile, and has its time for that too, but not for ever.
      for (int round = 0; round < MAX_PAUSES; round++) {
        long waitMs = waitMs(clock.now().monoMs());
        if (waitMs <= 0 || stopped.await(waitMs, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long until whoever is to go has had his time; 0 when nobody has to, or can. */
  private long waitMs(long nowMs) {
    synchronized (open) {
      return open.size() < maxConnections
          ? 0
          : victim().map(connection -> connection.socket().phase().evictableMs() - nowMs).orElse(0L);
    }
  }

  private Optional<ClientConnection> victim() {
    Map<String, Integer> places = new TreeMap<>();
    open.forEach(connection -> places.merge(connection.socket().caller(), 1, Integer::sum));
    return open.stream().filter(connection -> connection.socket().phase().evictable())
        .min(Comparator.<ClientConnection>comparingInt(connection -> -beyondShare(places, connection))
            .thenComparingLong(connection -> connection.socket().phase().startMs()));
  }

  /** How many places the caller has, if they are more than one alone should have. */
  private int beyondShare(Map<String, Integer> places, ClientConnection connection) {
    int held = places.getOrDefault(connection.socket().caller(), 0);
    return held > maxConnections / 4 ? held : 0;
  }

  private void refuse(ClientConnection connection) {
    if (!refusing.tryAcquire()) {
      close(CloseLog.Why.CROWDED, connection);
      return;
    }
    executor.execute(() -> {
      try (ClientSocket socket = connection.socket()) {
        connection.open();
        Problem busy = Problem.of(503, "too-many-connections", "Too many connections",
            "all " + maxConnections + " connections are in use");
        WireResponse.closing(HttpResponse.problem(busy.retryAfter(1))).writeTo(socket.output());
        socket.linger();
      } catch (IOException gone) {
        // It will try again, or not.
      } finally {
        refusing.release();
      }
    });
  }

  private void sweepUntilStopped() {
    try {
      while (!stopped.await(SWEEP_MS, TimeUnit.MILLISECONDS)) {
        sweep(clock.now().monoMs());
        restWhileNobodyIsThere();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void restWhileNobodyIsThere() throws InterruptedException {
    arrived.drainPermits();
    if (openConnections() == 0 && stopped.getCount() > 0) {
      arrived.acquire();
    }
  }

  /** Reads keep their own deadline and answer 408; a second later this ends whatever else hangs. */
  void sweep(long nowMs) {
    for (ClientConnection connection : snapshot()) {
      if (nowMs > connection.socket().phase().endMs() + TimeUnit.SECONDS.toMillis(1)) {
        close(CloseLog.Why.OVERDUE, connection);
      }
    }
  }

  private void close(CloseLog.Why why, ClientConnection connection) {
    if (!connection.socket().isClosed()) {
      log.closed(why, connection.socket());
      connection.socket().closeQuietly();
    }
  }

  private List<ClientConnection> snapshot() {
    synchronized (open) {
      return new ArrayList<>(open);
    }
  }
}
