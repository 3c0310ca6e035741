package org.sheratan.core.market;

/**
 * A time-bounded right to run a job, counted by two clocks that never meet. The worker counts from when it sent the
 * bid (or the renewal request), the owner from when it received that message, which is later. On top, the owner adds
 * 1 % and the worker gives 2 % away: with clocks up to 1 % wrong on both sides the worker still stops first, with 1 %
 * of the lease left for its driver to wake up (decision 0060).
 */
public final class Lease {
  public static final long MIN_MS = 6_000;
  public static final long MAX_MS = 120_000;
  private static final int DELIVERIES_WITHIN = 12;
  private static final int RENEWALS_WITHIN = 4;

  private Lease() {}

  /** How long a lease to a worker shall be whom a message reaches in {@code expectedMs}. */
  public static long chooseMs(long expectedMs) {
    return Math.clamp(expectedMs * DELIVERIES_WITHIN, MIN_MS, MAX_MS);
  }

  /** When the owner gives up on a lease last asked for by a message received at {@code receivedMs}. */
  public static long ownerEndMs(long receivedMs, long leaseMs) {
    return receivedMs + leaseMs + Math.ceilDiv(leaseMs, 100L);
  }

  /** When the worker stops that asked for it by a message sent at {@code sentMs}. */
  public static long workerEndMs(long sentMs, long leaseMs) {
    return sentMs + leaseMs - Math.ceilDiv(leaseMs, 50L);
  }

  /** How long after its last request a worker asks again. */
  public static long renewAfterMs(long leaseMs) {
    return leaseMs / RENEWALS_WITHIN;
  }
}
