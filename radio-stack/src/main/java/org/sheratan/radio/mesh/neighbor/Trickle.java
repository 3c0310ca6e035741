package org.sheratan.radio.mesh.neighbor;

import org.sheratan.kernel.Entropy;

/**
 * When to announce next, after RFC 6206: an interval that starts short, doubles while nothing changes and falls
 * back when something does; one announce at a random moment in the second half of each. Suppression is left out:
 * nobody else can make our announce. So there is nothing to listen for before the very first announce: it comes in
 * the first half of its interval, and those who are there already answer it.
 */
public final class Trickle {
  private final long minMs;
  private final long maxMs;
  private final Entropy entropy;
  private long intervalMs;
  private long startedMs;
  private long fireMs;

  public Trickle(long minMs, long maxMs, Entropy entropy, long nowMs) {
    this.minMs = minMs;
    this.maxMs = maxMs;
    this.entropy = entropy;
    begin(minMs, nowMs);
    this.fireMs = fireMs - minMs / 2;
  }

  public long minMs() {
    return minMs;
  }

  public long intervalMs() {
    return intervalMs;
  }

  public long maxMs() {
    return maxMs;
  }

  /**
   * Something changed; an interval already at its shortest goes on.
   *
   * @param leastMs so many would announce at once that no interval may be shorter
   */
  public void reset(long nowMs, long leastMs) {
    long shortestMs = Math.clamp(leastMs, minMs, maxMs);
    if (intervalMs > shortestMs) {
      begin(shortestMs, nowMs);
    }
  }

  public boolean due(long nowMs) {
    return nowMs >= fireMs;
  }

  /** The announce of this interval is out. */
  public void fired(long nowMs, long leastMs) {
    begin(Math.clamp(Math.max(leastMs, intervalMs * 2), minMs, maxMs),
        Math.max(nowMs, startedMs + intervalMs));
  }

  public long dueMs() {
    return fireMs;
  }

  private void begin(long lengthMs, long nowMs) {
    intervalMs = lengthMs;
    startedMs = nowMs;
    fireMs = nowMs + lengthMs / 2 + entropy.nextLong(Math.max(1, lengthMs / 2));
  }
}
