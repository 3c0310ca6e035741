package org.sheratan.radio.mesh.neighbor;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.mesh.MeshLimits;

/** How much of one link's time revocations may take: apart for those believed here, so that no flood of others stops them. */
public final class RevocationPace {
  private static final int LONGEST_BYTES = 250;

  private final MeshTurn turn;
  private final Link link;
  private final AirShare trusted;
  private final AirShare others;
  private final long leastMs;
  private Bytes summarized = Bytes.EMPTY;
  private long lastMs = Long.MIN_VALUE / 2;
  private long everyMs;

  RevocationPace(MeshTurn turn, Link link) {
    this.turn = turn;
    this.link = link;
    long airtimeMs = link.profile().airtimeMs(LONGEST_BYTES);
    this.trusted = share(MeshLimits.TRUSTED_REVOCATIONS_PERCENT, airtimeMs);
    this.others = share(MeshLimits.OTHER_REVOCATIONS_PERCENT, airtimeMs);
    this.leastMs = Math.max(MeshLimits.SUMMARY_MS, MeshLimits.SUMMARY_AIRTIMES * airtimeMs);
  }

  private AirShare share(int percent, long airtimeMs) {
    return new AirShare(link.profile(), percent, MeshLimits.REVOCATIONS_AT_ONCE * airtimeMs, turn.nowMs());
  }

  /** May one more be said, or passed on? */
  public boolean mayPass(boolean believed, int lengthBytes) {
    return (believed ? trusted : others).take(link.profile().airtimeMs(lengthBytes), turn.nowMs());
  }

  /**
   * May we say now what we hold, since a neighbor holds something else? Ever more rarely while that stays so.
   *
   * @param digest of what we hold
   */
  public boolean maySummarize(Bytes digest) {
    if (!digest.equals(summarized)) {
      summarized = digest;
      everyMs = leastMs;
    }
    if (turn.nowMs() - lastMs < everyMs) {
      return false;
    }
    lastMs = turn.nowMs();
    everyMs = Math.min(MeshLimits.SUMMARY_MAX_MS, everyMs * 2);
    return true;
  }
}
