package org.sheratan.radio.link.lora;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.sheratan.radio.air.Conformance;

/**
 * From reset to ready and back: how it stands with one radio, and when it is to be begun (anew).
 *
 * <pre>
 *          | ready | failed                       | begun    | another plan | close
 * down     | –     | –                            | starting | emptying     | closed
 * starting | up    | down, retry with back-off    | –        | emptying     | closed
 * up       | up    | down, retry with back-off    | –        | emptying     | closed
 * emptying | –     | emptying, with nothing in it | starting | emptying     | closed
 * closed   | –     | –                            | –        | –            | closed
 * </pre>
 *
 * Down is due to be begun after its back-off; emptying when what the radio holds has left, or was given the time to. Up
 * may be silent: receiving goes on where the law, or its absence, forbids to transmit.
 */
final class Lifecycle {
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long LAST_RETRY_MS = 60_000;
  /** Who was up for less may fail the same way again: one that never says READY comes up every few seconds. */
  private static final long STEADY_MS = 60_000;
  /** Two of the longest frames on the slowest settings people use. */
  private static final long EMPTYING_MS = 10_000;

  /** Causes told of one time down: one that changes with each try must not fill the log. */
  private static final int MOST_TOLD = 8;

  private LoraState state = new LoraState.Down(Optional.empty(), "not started", Optional.of(0L));
  /** Emptying: until this time the radio may send what it holds. */
  private Optional<Long> emptyByMs = Optional.empty();
  /** Handed to the radio and not reported as sent. */
  private int inside;
  private long upSinceMs;
  private long failuresInARow;
  private long restarts;
  private long failedStarts;
  /** Why it failed since it was last up, as people were told. */
  private final Set<RadioEvent.Failed> told = new HashSet<>();

  LoraState state() {
    return state;
  }

  boolean up() {
    return state instanceof LoraState.Up;
  }

  /** Handed to the radio and not reported as sent. */
  int inside() {
    return inside;
  }

  /** Failures of a radio that was up, in all. */
  long restarts() {
    return restarts;
  }

  /** Failures before it was up, in all. */
  long failedStarts() {
    return failedStarts;
  }

  boolean beginDue(long nowMs) {
    return beginMs() <= nowMs;
  }

  /** When it is to be begun; {@link Long#MAX_VALUE} while nothing calls for it. */
  long beginMs() {
    if (emptyByMs.isPresent()) {
      return inside == 0 ? 0 : emptyByMs.get();
    }
    return state instanceof LoraState.Down down ? down.retryMs().orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
  }

  void onBegun() {
    state = new LoraState.Starting();
    emptyByMs = Optional.empty();
    inside = 0;
  }

  /** @return whether that is so: not where it is about to be begun anew, or closed */
  boolean onReady(Transmitter transmitter, Conformance conformance, long nowMs) {
    boolean ready = emptyByMs.isEmpty() && !closed();
    if (ready) {
      upSinceMs = up() ? upSinceMs : nowMs;
      told.clear();
      state = new LoraState.Up(transmitter, conformance);
    }
    return ready;
  }

  /**
   * @param toBegin it failed with a plan that holds no more, and is worth another try at once
   * @return whether people have not heard of this cause yet, since it was last up
   */
  boolean onFailed(RadioEvent.Failed failed, boolean toBegin, long nowMs) {
    inside = 0;
    if (closed()) {
      return false;
    }
    boolean wasUp = up() || emptying();
    restarts += wasUp ? 1 : 0;
    failedStarts += wasUp ? 0 : 1;
    if (emptying()) {
      return false;
    }
    boolean steady = up() && nowMs - upSinceMs >= STEADY_MS;
    failuresInARow = toBegin || steady ? 0 : failuresInARow;
    long retryMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS << Math.min(failuresInARow, 10));
    failuresInARow++;
    if (toBegin) {
      told.clear();
    }
    boolean news = told.size() < MOST_TOLD && told.add(failed);
    state = new LoraState.Down(Optional.of(failed.fault()), failed.why(), Optional.of(nowMs + retryMs));
    return news;
  }

  /** @return whether it changes anything: not after close */
  boolean onAnotherPlan(long nowMs) {
    if (closed()) {
      return false;
    }
    state = new LoraState.Starting();
    emptyByMs = Optional.of(nowMs + EMPTYING_MS);
    return true;
  }

  void onClose() {
    state = new LoraState.Down(Optional.empty(), "closed", Optional.empty());
    emptyByMs = Optional.empty();
  }

  void onHandedOver() {
    inside++;
  }

  void onTransmitted() {
    inside = Math.max(0, inside - 1);
  }

  /** About to be begun anew; what it reports is of the plan before. */
  boolean emptying() {
    return emptyByMs.isPresent();
  }

  private boolean closed() {
    return state instanceof LoraState.Down down && down.retryMs().isEmpty();
  }
}
