package org.sheratan.radio.link.lora.hardware;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Writes in order without making the caller wait: the library's write blocks until the device has taken everything,
 * forever if it takes nothing. Safe for any thread.
 */
final class WriteBehind {
  /** Takes bytes to the device; may block. */
  interface Device {
    /** @return whether it took them all */
    boolean write(byte[] bytes);
  }

  private final Executor executor;
  private final Device device;
  private final int maxWaitingBytes;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean writing;
  private boolean failed;

  /** @param executor has a thread for as long as a write may block */
  WriteBehind(Executor executor, Device device, int maxWaitingBytes) {
    this.executor = executor;
    this.device = device;
    this.maxWaitingBytes = maxWaitingBytes;
  }

  /** @return false when earlier writes failed or too much waits already: the bytes were not taken */
  synchronized boolean add(byte[] bytes) {
    if (failed || waitingBytes + bytes.length > maxWaitingBytes) {
      return false;
    }
    waiting.add(bytes.clone());
    waitingBytes += bytes.length;
    if (!writing) {
      writing = true;
      executor.execute(this::drain);
    }
    return true;
  }

  /** Returns when everything was written, or after {@code patienceMs}. */
  synchronized void await(long patienceMs) {
    try {
      if (writing) {
        wait(patienceMs);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    for (byte[] next = next(); next.length > 0; next = next()) {
      if (!device.write(next)) {
        fail();
      }
    }
  }

  /** Empty at the end. */
  private synchronized byte[] next() {
    byte[] next = failed ? null : waiting.poll();
    writing = next != null;
    if (next == null) {
      notifyAll();
      return new byte[0];
    }
    waitingBytes -= next.length;
    return next;
  }

  private synchronized void fail() {
    failed = true;
    waiting.clear();
  }
}
