package org.sheratan.core.dispatch;

/**
 * @param maxQueued jobs accepted and not yet ended
 * @param maxAuctions auctions under way at once
 * @param paramBytes longest parameters, as canonical JSON
 * @param idempotencyKeys remembered at most; those of the oldest ended jobs go first
 * @param archivedJobs ended jobs kept; the oldest go first
 * @param archivedBytes length of all ended jobs kept
 */
public record DispatchLimits(int maxQueued, int maxAuctions, int paramBytes, int idempotencyKeys,
    int archivedJobs, long archivedBytes) {
  public static final DispatchLimits DEFAULT = new DispatchLimits(1000, 8, 48 * 1024, 4096, 100_000,
      128L << 20);

  public DispatchLimits withMaxQueued(int jobs) {
    return new DispatchLimits(jobs, maxAuctions, paramBytes, idempotencyKeys, archivedJobs, archivedBytes);
  }
}
