package org.sheratan.radio.air;

import org.sheratan.kernel.Entropy;

/**
 * Listen before talk, for radios that do not do it themselves. A short random wait first, so that those who heard the
 * same frame do not answer together; behind a taken channel the wait is drawn from a range that doubles up to a bound.
 *
 * <pre>
 *           | want      due      sensed clear  sensed taken      sent
 * idle      | waiting   –        –             –                 –
 * waiting   | –         sensing  –             –                 –
 * sensing   | –         –        clear         waiting, longer   –
 * clear     | –         waiting  –             –                 idle
 * </pre>
 *
 * "Due" in clear: what was heard is too old to talk on. Whatever is marked – changes nothing. An answer that does not come
 * ends sensing like a taken channel.
 */
final class ChannelAccess {
  /** States of the table. */
  enum State {
    IDLE, WAITING, SENSING, CLEAR
  }

  private static final int SYMBOLS_PER_SLOT = 8;
  private static final int FIRST_SLOTS = 4;
  private static final int MOST_DOUBLINGS = 6;
  private static final long SENSE_TIMEOUT_MS = 2_000;
  private static final long MICROS_PER_MS = 1_000;

  private final Entropy entropy;
  private final long slotMs;
  private State state = State.IDLE;
  private long dueMs;
  private int timesTaken;

  ChannelAccess(Entropy entropy, LoraModulation modulation) {
    this.entropy = entropy;
    this.slotMs = Math.ceilDiv(SYMBOLS_PER_SLOT * modulation.symbolMicros(), MICROS_PER_MS);
  }

  State state() {
    return state;
  }

  /** When time alone changes the state; meaningless while idle. */
  long dueMs() {
    return dueMs;
  }

  /** True after the channel was found taken and until it was found clear. */
  boolean taken() {
    return timesTaken > 0;
  }

  void onWant(long nowMs) {
    if (state == State.IDLE) {
      await(nowMs);
    }
  }

  /** True when the radio is to sense now. */
  boolean poll(long nowMs) {
    if (state == State.IDLE || nowMs < dueMs) {
      return false;
    }
    if (state == State.SENSING) {
      onSensed(true, nowMs);
      return false;
    }
    if (state == State.CLEAR) {
      await(nowMs);
      return false;
    }
    state = State.SENSING;
    dueMs = nowMs + SENSE_TIMEOUT_MS;
    return true;
  }

  void onSensed(boolean channelTaken, long nowMs) {
    if (state != State.SENSING) {
      return;
    }
    if (channelTaken) {
      timesTaken++;
      await(nowMs);
    } else {
      timesTaken = 0;
      state = State.CLEAR;
      dueMs = nowMs + slotMs;
    }
  }

  void onSent() {
    state = State.IDLE;
  }

  private void await(long nowMs) {
    int slots = FIRST_SLOTS << Math.min(timesTaken, MOST_DOUBLINGS);
    state = State.WAITING;
    dueMs = nowMs + entropy.nextLong(slots * slotMs + 1);
  }
}
