package org.sheratan.radio.mesh.neighbor;

import org.sheratan.radio.mesh.MeshLimits;

/**
 * Frames or envelopes in the name of one node that no session of ours opens: perhaps it uses one that we have lost. Anyone
 * can make such frames, so a session is made anew for them ever more rarely, until there were none for long.
 */
public final class Unopened {
  private int inARow;
  private int renewals;
  private long renewedUntilMs = Long.MIN_VALUE / 2;

  /** Something of it was opened. */
  public void opened() {
    inARow = 0;
  }

  /** @return true when the session is taken for lost */
  public boolean another(long nowMs) {
    inARow++;
    if (inARow < MeshLimits.UNOPENED_BEFORE_NEW_SESSION || nowMs < renewedUntilMs) {
      return false;
    }
    inARow = 0;
    renewals = nowMs - renewedUntilMs > MeshLimits.RENEWAL_OF_SESSION_MAX_MS ? 0 : Math.min(10, renewals + 1);
    renewedUntilMs = nowMs
        + Math.min(MeshLimits.RENEWAL_OF_SESSION_MAX_MS, MeshLimits.RENEWAL_OF_SESSION_MS << renewals);
    return true;
  }
}
