package org.sheratan.core.store;

/**
 * @param segmentBytes a journal segment is closed once it is at least this long
 * @param compactAtBytes journal bytes in closed segments from which compaction is offered (or half the
 *     snapshot's length, when that is more: keeps rewriting in proportion)
 * @param reserveBytes free disk space below which the store reports {@link StoreHealth.NearlyFull}
 * @param batchBytes at most about this much is written with one append; a turn that is longer is written as several groups,
 *     each as soon as it has this length
 */
public record StoreConfig(int segmentBytes, long compactAtBytes, long reserveBytes, int batchBytes) {
  /** Erase blocks of SD cards are 1–4 MiB. */
  public static final StoreConfig DEFAULT = new StoreConfig(1 << 20, 4 << 20, 16 << 20, 1 << 18);

  public StoreConfig withSegmentBytes(int bytes) {
    return new StoreConfig(bytes, compactAtBytes, reserveBytes, batchBytes);
  }

  public StoreConfig withCompactAtBytes(long bytes) {
    return new StoreConfig(segmentBytes, bytes, reserveBytes, batchBytes);
  }

  public StoreConfig withBatchBytes(int bytes) {
    return new StoreConfig(segmentBytes, compactAtBytes, reserveBytes, bytes);
  }

  public StoreConfig withReserveBytes(long bytes) {
    return new StoreConfig(segmentBytes, compactAtBytes, bytes, batchBytes);
  }
}
