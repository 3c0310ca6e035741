package org.sheratan.core.store;

/** Limits of the disk format; docs/storage-format.md repeats them. */
final class Limits {
  static final int NAME_CHARS = 128;
  static final int VALUE_BYTES = 1 << 20;
  static final int GROUP_BODY_BYTES = 8 << 20;
  /** Records of a snapshot are packed into blocks of about this length. */
  static final int SNAPSHOT_BLOCK_BYTES = 32 << 10;
  /** Compaction sorts at most about this many names in memory. */
  static final int COMPACTION_NAMES = 20_000;
  /** Compaction is offered at this many closed segments, however short. */
  static final int COMPACTION_SEGMENTS = 64;

  private Limits() {}
}
