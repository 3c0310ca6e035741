package org.sheratan.radio.link.lora;

import java.util.concurrent.atomic.AtomicLongArray;

import org.sheratan.radio.air.AirGate;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.link.Urgency;

/**
 * When a frame of each urgency would have left. Worked out by the thread that polls the station; any other may ask, and
 * does not wait for it.
 */
final class LeaveTimes {
  /** The queue's estimate for a short frame is what everyone is told. */
  private static final int SHORT_FRAME_BYTES = 64;
  private static final int BULK_FRAME_BYTES = 240;
  private static final long MICROS_PER_MS = 1_000;

  private final AtomicLongArray leavesAtMs = new AtomicLongArray(Urgency.values().length);
  private volatile boolean bulkAsked;
  /** When what the radio holds will have left. */
  private long radioFreeMs;

  long waitMs(long nowMs, Urgency urgency) {
    bulkAsked |= urgency == Urgency.BULK;
    return Math.max(0, leavesAtMs.get(urgency.ordinal()) - nowMs);
  }

  /** The radio holds one frame more. */
  void onHandedOver(long airtimeMicros, long nowMs) {
    radioFreeMs = Math.max(radioFreeMs, nowMs) + Math.ceilDiv(airtimeMicros, MICROS_PER_MS);
  }

  /** What nobody asks for, or cannot differ, is not worked out: this is done at every frame. */
  void foresee(AirGate gate, int mtuBytes, long nowMs) {
    long ordinaryMs = leavesAtMs(gate, SHORT_FRAME_BYTES, Priority.NORMAL, nowMs);
    leavesAtMs.set(Urgency.ORDINARY.ordinal(), ordinaryMs);
    leavesAtMs.set(Urgency.EMERGENCY.ordinal(),
        ordinaryMs <= nowMs ? ordinaryMs : leavesAtMs(gate, SHORT_FRAME_BYTES, Priority.EMERGENCY, nowMs));
    leavesAtMs.set(Urgency.BULK.ordinal(),
        bulkAsked
            ? leavesAtMs(gate, Math.min(BULK_FRAME_BYTES, mtuBytes), Priority.BULK, nowMs)
            : ordinaryMs);
  }

  private long leavesAtMs(AirGate gate, int lengthBytes, Priority priority, long nowMs) {
    return switch (gate.earliest(nowMs, lengthBytes, priority)) {
      case SendTime.Later later -> later.atMs() + Math.max(0, radioFreeMs - nowMs);
      case SendTime.Immediately immediately -> radioFreeMs;
      case SendTime.Never never -> 0;
    };
  }
}
