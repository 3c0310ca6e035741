package org.sheratan.core.dispatch;

/**
 * @param submits how much is taken on
 * @param maxAuctions auctions under way at once
 * @param paramBytes longest parameters, as canonical JSON
 * @param idempotencyKeys remembered at most; those of the oldest ended jobs go first
 * @param archivedJobs ended jobs kept; the oldest go first
 * @param archivedBytes length of all ended jobs kept
 */
public record DispatchLimits(SubmitLimits submits, int maxAuctions, int paramBytes, int idempotencyKeys,
    int archivedJobs, long archivedBytes) {
  public static final DispatchLimits DEFAULT = new DispatchLimits(SubmitLimits.DEFAULT, 8, 48 * 1024, 4096,
      100_000,
      128L << 20);

  public DispatchLimits with(SubmitLimits others) {
    return new DispatchLimits(others, maxAuctions, paramBytes, idempotencyKeys, archivedJobs, archivedBytes);
  }
}
