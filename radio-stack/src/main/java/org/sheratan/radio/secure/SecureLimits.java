package org.sheratan.radio.secure;

/** Every bound and period of sessions and handshakes. */
final class SecureLimits {
  static final int WINDOW = 1024;
  /** Send counters reserved on disk at a time; a restart skips the rest of a block. */
  static final int COUNTER_BLOCK = 4096;
  static final int COUNTERS = 0x10000;
  /** From this counter on a new session is wanted; until {@link #COUNTERS} the old one goes on. */
  static final int REKEY_COUNTER = 3 * COUNTERS / 4;
  static final long REKEY_AGE_MS = 24L * 3600 * 1000;
  /** How long a superseded session still opens what was on its way, custody at relays included. */
  static final long GRACE_MS = 24L * 3600 * 1000;
  static final int SESSIONS_PER_PEER = 4;
  static final int SESSIONS = 4096;
  /** Keys whose handshake counter is kept, and keys whose last note is. */
  static final int ACCEPTED = 4096;
  static final int NOTED = 4096;

  /** Handshake counters reserved on disk at a time. */
  static final long HANDSHAKE_BLOCK = 64;
  /** How far a node that lost state jumps ahead: beyond every counter it may have used since its backup. */
  static final long HANDSHAKE_LEAP = 1L << 20;
  /** An unanswered attempt is over after this long. */
  static final long HANDSHAKE_MS = 60_000;
  /** A note says that its sender had no session so long ago, at most: what was made since is believed. */
  static final long NOTE_DELAY_MS = 600_000;
  static final int ATTEMPTS_PER_PEER = 2;
  static final int ATTEMPTS = 256;
  /** Strangers that were sent the second XX message. */
  static final int STRANGERS = 32;
  /** Keys tried for one hint. */
  static final int CANDIDATES = 4;

  private SecureLimits() {}
}
