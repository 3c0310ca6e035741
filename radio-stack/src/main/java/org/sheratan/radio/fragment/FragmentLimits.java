package org.sheratan.radio.fragment;

/**
 * Bounds of the fragment layer. A transfer is repaired in generations of 64 fragments, one missing bitmap each:
 * 64 KiB over an MTU of 1200 is one generation; over a LoRa frame of 255 bytes it is five. With the 4096
 * fragments of 64 generations, 64 KiB pass over every MTU down to {@link #MIN_FRAGMENT_BYTES} plus overhead.
 */
public final class FragmentLimits {
  /** Fragments that one missing bitmap covers. */
  public static final int GENERATION = 64;
  public static final int MAX_GENERATIONS = 64;
  public static final int MAX_FRAGMENTS = GENERATION * MAX_GENERATIONS;
  /** The largest message, both envelopes' inner overhead and the unit head. */
  public static final int MAX_CONTENT_BYTES = 64 * 1024 + 32;
  /** Below this a link carries no transfer: more than {@link #MAX_FRAGMENTS} would be needed. */
  public static final int MIN_FRAGMENT_BYTES = (MAX_CONTENT_BYTES + MAX_FRAGMENTS - 1) / MAX_FRAGMENTS;
  /** Transfer id 4, index and count up to 2 each. */
  public static final int HEAD_BYTES = 8;

  static final int TRANSFERS_PER_SOURCE = 4;
  static final long BYTES_PER_SOURCE = 4L * MAX_CONTENT_BYTES;
  static final int TRANSFERS = 32;
  static final long BYTES = 32L * MAX_CONTENT_BYTES;
  /** A transfer from which nothing new came for this long is dropped. */
  static final long IDLE_MS = 60_000;
  /** Ids of finished transfers remembered of each source, so that repeats are acknowledged, not redone. */
  static final int FINISHED_PER_SOURCE = 64;
  static final int SOURCES = 256;

  private FragmentLimits() {}

  /** Largest content that fits a link carrying {@code fragmentBytes} a fragment; 0 when none does. */
  public static int maxContentBytes(int fragmentBytes) {
    return fragmentBytes < MIN_FRAGMENT_BYTES ? 0 : MAX_CONTENT_BYTES;
  }
}
