package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;

/** How opening a store went. */
public sealed interface Opening {
  record Opened(Store store, Report report) implements Opening {}

  /** Written by a newer release; nothing was touched. */
  record TooNew(int foundVersion, int supportedVersion) implements Opening {}

  /** An older format that this release has no migration for; nothing was touched. */
  record NoMigration(int foundVersion, int supportedVersion) implements Opening {}

  /** The disk refused; what was durable before still is. */
  record Failed(IOException cause) implements Opening {}

  /**
   * @param fresh the folder held no store
   * @param clean the last run closed the store
   * @param cutTailBytes length of the incomplete last groups that were cut
   * @param rot damaged ranges still in the files, none of them cut; reported until compaction replaces the file
   * @param indexRebuilt the index is in doubt and offered as a {@link Chore} to rebuild
   * @param previousEpoch highest boot epoch in the journal; 0 when fresh
   * @param doubt why this node may have shown more to others than is here: sessions must be dropped, peers asked
   *     how far it had come; empty when all is well
   */
  record Report(boolean fresh, boolean clean, long cutTailBytes, List<Rot> rot, boolean indexRebuilt,
      int previousEpoch, String doubt) {
    public Report {
      rot = List.copyOf(rot);
    }
  }
}
