package org.sheratan.radio.link.lora;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever polls a radio: rung by ports, pins and senders, on any thread. */
public final class Doorbell {
  private final Semaphore rings = new Semaphore(0);

  public void ring() {
    if (rings.availablePermits() == 0) {
      rings.release();
    }
  }

  /** Returns when it was rung since the last call, or after {@code atMostMs}. */
  void await(long atMostMs) throws InterruptedException {
    if (rings.tryAcquire(atMostMs, TimeUnit.MILLISECONDS)) {
      rings.drainPermits();
    }
  }
}
