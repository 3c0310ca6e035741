package org.sheratan.core.custody;

import org.sheratan.core.mission.JobSpec;

/** Every bound of custody, in one place. */
public final class CustodyLimits {
  /** Nobody who has the job before it was heard for so long: the first heir takes over. */
  public static final long SILENCE_MS = 120_000;
  /** How much longer each further heir waits. */
  static final long STEP_MS = 60_000;
  /** Between two questions of an heir. */
  static final long ASK_EVERY_MS = 30_000;
  /** A takeover that found no place is tried again. */
  public static final long AGAIN_MS = 30_000;
  /** One that the gates here do not let through: somebody may change them. */
  public static final long BARRED_MS = 3_600_000;
  /** Between two sendings of a result whose owner has it, but has not said so. */
  static final long BEQUEATH_EVERY_MS = 600_000;
  /** Of this node's uptime, since somebody spoke of a will or something became of it: then it is given up. */
  static final long MAX_AGE_MS = 30 * 86_400_000L;
  /** Age that may be lost in a crash. */
  static final long AGE_STEP_MS = 86_400_000;
  /** That part of a job's time may be lost in a crash: to write every word of its owner would wear out the disk. */
  static final int REMAINING_STEPS = 16;
  public static final int MAX_WILL_BYTES = 16 * 1024;
  static final int MAX_WILLS = 1_024;
  static final int MAX_WILLS_OF_ONE = 256;
  static final long MAX_WILLS_BYTES = 4L << 20;
  /** Requests that wait for their heirs. */
  public static final int MAX_OFFERS = 64;
  static final int MAX_RELEASES = 4_096;
  /** For all heirs of one job together. */
  static final long OFFER_MS = 60_000;
  static final long MIN_ANSWER_MS = 3_000;
  static final long MAX_ANSWER_MS = 30_000;
  /** Of questions and answers. */
  public static final long LIFETIME_MS = 30_000;

  private CustodyLimits() {}

  /** How much longer than usual the answer to a request may take, because others are asked to keep it. */
  public static long patienceMs(JobSpec spec) {
    return spec.notes().durability() > 1 ? OFFER_MS : 0;
  }

  /**
   * How long an heir waits.
   *
   * @param before heirs whose turn comes first
   */
  public static long silenceMs(int before) {
    return SILENCE_MS + before * STEP_MS;
  }
}
