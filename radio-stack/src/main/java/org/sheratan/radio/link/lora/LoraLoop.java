package org.sheratan.radio.link.lora;

import java.io.Closeable;

import org.sheratan.kernel.Clock;

/**
 * Drives a {@link LoraStation} in real time: rests until something is due or the doorbell rings. To be run by one
 * thread of the caller's; closes the station when it ends.
 */
public final class LoraLoop implements Runnable, Closeable {
  private static final long LONGEST_REST_MS = 60_000;

  private final LoraStation station;
  private final Doorbell doorbell;
  private final Clock clock;
  private volatile boolean closed;

  /** @param doorbell rung by whatever the station's radio hangs on */
  public LoraLoop(LoraStation station, Doorbell doorbell, Clock clock) {
    this.station = station;
    this.doorbell = doorbell;
    this.clock = clock;
    station.wakeBy(doorbell::ring);
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        station.poll(clock.now());
        long restMs = Math.min(LONGEST_REST_MS, station.nextPollMs() - clock.now().monoMs());
        if (restMs > 0) {
          doorbell.await(restMs);
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
    doorbell.ring();
  }
}
