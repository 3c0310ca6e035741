package org.sheratan.core.store;

import java.io.IOException;

/** Whether new work may be taken. */
public sealed interface StoreHealth {
  /** What the operator can do about a full disk. */
  String MAKE_ROOM = "free some space on the disk: sudo journalctl --vacuum-size=50M; sudo apt-get clean;"
      + " what takes most of it: sudo du -xh / | sort -h | tail -20";

  record Accepting() implements StoreHealth {}

  /** Below the reserve: finish what is there, accept nothing new. Ends when space is freed. */
  record NearlyFull(long freeBytes) implements StoreHealth {}

  /** A write or sync failed: nothing more is written until the store is opened again. */
  record Failed(IOException cause) implements StoreHealth {}
}
