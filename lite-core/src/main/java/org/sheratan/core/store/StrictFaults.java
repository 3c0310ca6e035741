package org.sheratan.core.store;

import java.io.IOException;

import org.sheratan.kernel.Entropy;

/** What goes wrong on a {@link StrictDisk}, and when. Operations are counted from 1. */
public final class StrictFaults {
  private static final long NEVER = Long.MAX_VALUE;

  private long operations;
  private long syncs;
  private long failAt = NEVER;
  private long failSyncAt = NEVER;
  private long powerOffAt = NEVER;
  private long capacityBytes = Long.MAX_VALUE;
  private boolean off;

  /** Operations asked of the disk so far, reads included. */
  public synchronized long operations() {
    return operations;
  }

  /** Syncs of files and folder so far. */
  public synchronized long syncs() {
    return syncs;
  }

  /** The {@code nth} operation from now fails with an I/O error, once. */
  public synchronized void failAfter(long nth) {
    failAt = operations + nth;
  }

  /** The {@code nth} sync from now fails and drops what was not synced, as Linux does. */
  public synchronized void failSyncAfter(long nth) {
    failSyncAt = syncs + nth;
  }

  /** The power fails in the middle of the {@code nth} operation from now. */
  public synchronized void powerOffAfter(long nth) {
    powerOffAt = operations + nth;
  }

  /** Bytes all files may have together. */
  public synchronized void capacityBytes(long bytes) {
    capacityBytes = bytes;
  }

  synchronized long capacityBytes() {
    return capacityBytes;
  }

  synchronized void powerOff() {
    off = true;
  }

  synchronized void operation() throws IOException {
    count();
    throwIfFailing();
  }

  synchronized void sync() throws IOException {
    operation();
    syncs++;
    if (syncs == failSyncAt) {
      throw new IOException("Input/output error (sync)");
    }
  }

  /** Counts a write; returns how many of {@code length} bytes get through before it fails, if it does. */
  synchronized int write(Entropy entropy, int length) {
    count();
    return off || operations == failAt ? entropy.nextInt(length + 1) : length;
  }

  synchronized void throwIfFailing() throws IOException {
    if (off) {
      throw new IOException("power is off");
    }
    if (operations == failAt) {
      throw new IOException("Input/output error");
    }
  }

  private void count() {
    operations++;
    off |= operations >= powerOffAt;
  }
}
