package org.sheratan.radio.fragment;

/**
 * Bounds of the fragment layer. A transfer is coded in generations of up to 64 pieces: 64 KiB over an MTU of 1200 is
 * one generation; over a LoRa frame of 255 bytes it is five. With the 4096 pieces of 64 generations, 64 KiB pass
 * over every MTU down to {@link #MIN_FRAGMENT_BYTES} plus overhead.
 */
public final class FragmentLimits {
  /** Pieces of data in one generation at most. */
  public static final int GENERATION = 64;
  public static final int MAX_GENERATIONS = 64;
  public static final int MAX_FRAGMENTS = GENERATION * MAX_GENERATIONS;
  /** The largest message, both envelopes' inner overhead and the unit head. */
  public static final int MAX_CONTENT_BYTES = 64 * 1024 + 32;
  /** Below this a link carries no transfer: more than {@link #MAX_FRAGMENTS} would be needed. */
  public static final int MIN_FRAGMENT_BYTES = 17;
  /** Transfer id 3, generation and flags 1, generation size 1, piece index 1. */
  public static final int HEAD_BYTES = 6;
  /** Ids have three bytes. */
  public static final int TRANSFER_ID_MASK = 0xff_ffff;

  /** Before the content, so that padding at its end can be told from it. */
  static final int LENGTH_BYTES = 3;
  /** Piece indices of a generation. */
  static final int PIECES = 256;
  static final int TRANSFERS_PER_SOURCE = 4;
  static final long BYTES_PER_SOURCE = 4L * MAX_CONTENT_BYTES;
  static final int TRANSFERS = 32;
  static final long BYTES = 32L * MAX_CONTENT_BYTES;
  /** A transfer from which nothing new came for this long is dropped; slow links wait longer. */
  public static final long IDLE_MS = 60_000;
  /** Ids of finished transfers remembered of each source, so that repeats are acknowledged, not redone. */
  static final int FINISHED_PER_SOURCE = 64;
  static final int SOURCES = 256;
  /** What is stored of a transfer is stale after so many starts without its end. */
  static final int STORED_STARTS = 8;
  /** A stored transfer that nobody goes on with is dropped so long after a start. */
  static final long STORED_IDLE_MS = 2 * 3_600_000;
  /** Names of finished transfers that survive a start, altogether. */
  static final int FINISHED_KEPT = 16;

  private FragmentLimits() {}

  /** Largest content that fits a link carrying {@code fragmentBytes} a fragment; 0 when none does. */
  public static int maxContentBytes(int fragmentBytes) {
    return fragmentBytes < MIN_FRAGMENT_BYTES ? 0 : MAX_CONTENT_BYTES;
  }
}
