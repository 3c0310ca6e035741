package org.sheratan.core.store;

import java.io.IOException;

/** Whether new work may be taken. */
public sealed interface StoreHealth {
  record Accepting() implements StoreHealth {}

  /** Below the reserve: finish what is there, accept nothing new. Ends when space is freed. */
  record NearlyFull(long freeBytes) implements StoreHealth {}

  /** A write or sync failed: nothing more is written until the store is opened again. */
  record Failed(IOException cause) implements StoreHealth {}
}
