package org.sheratan.core.dispatch;

/**
 * @param submits how much is taken on
 * @param maxAuctions auctions under way at once
 * @param paramBytes longest parameters, as canonical JSON
 * @param queuedBytes memory that parameters of jobs not yet ended may take, as {@link org.sheratan.core.json.JsonWeight} counts
 * @param idempotencyKeys remembered at most; those of the oldest ended jobs go first
 * @param archivedJobs ended jobs kept; the oldest go first
 * @param archivedBytes length of all ended jobs kept
 * @param missionBytes length of all missions and tasks: nothing forgets them but people
 */
public record DispatchLimits(SubmitLimits submits, int maxAuctions, int paramBytes, long queuedBytes,
    int idempotencyKeys,
    int archivedJobs, long archivedBytes, long missionBytes) {
  public static final DispatchLimits DEFAULT = new DispatchLimits(SubmitLimits.DEFAULT, 8, 48 * 1024,
      8L << 20, 4096,
      100_000,
      128L << 20, 64L << 20);

  public DispatchLimits with(SubmitLimits others) {
    return new DispatchLimits(others, maxAuctions, paramBytes, queuedBytes, idempotencyKeys, archivedJobs,
        archivedBytes,
        missionBytes);
  }
}
