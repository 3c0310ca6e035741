package org.sheratan.radio.link.lora;

import java.io.Closeable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.sheratan.kernel.Clock;

/**
 * Drives a {@link LoraStation} in real time: sleeps until something is due, until {@link #wake}, or until a frame is
 * sent. To be run by one thread of the caller's.
 */
public final class LoraLoop implements Runnable, Closeable {
  private static final long LONGEST_SLEEP_MS = 60_000;

  private final LoraStation station;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean closed;

  public LoraLoop(LoraStation station, Clock clock) {
    this.station = station;
    this.clock = clock;
    station.wakeBy(this::wake);
  }

  /** The radio or the queue may have something; any thread. */
  public void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        station.poll(clock.now());
        long sleepMs = Math.min(LONGEST_SLEEP_MS, station.nextPollMs() - clock.now().monoMs());
        if (sleepMs > 0 && news.tryAcquire(sleepMs, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      station.close(clock.now());
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }
}
