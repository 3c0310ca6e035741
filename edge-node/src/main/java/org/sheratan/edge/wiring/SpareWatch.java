package org.sheratan.edge.wiring;

import java.io.IOException;

import org.sheratan.core.store.Spare;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StoreHealth;
import org.sheratan.edge.daemon.Log;

/** Keeps room for the day on which the disk is full, and says so when it had to be touched. */
final class SpareWatch implements Runnable {
  private final Spare spare;
  private long keptBytes;
  private boolean failed;

  SpareWatch(Spare spare) {
    this.spare = spare;
  }

  @Override
  public void run() {
    try {
      long leftBytes = spare.bytes();
      if (leftBytes < keptBytes) {
        Log.warn("disk-full", "spare_bytes", leftBytes, "fix", StoreHealth.MAKE_ROOM);
      }
      keptBytes = spare.refill(StoreConfig.DEFAULT.reserveBytes());
      failed = false;
    } catch (IOException refused) {
      if (!failed) {
        Log.warn("spare-failed", "why", refused);
      }
      failed = true;
    }
  }
}
