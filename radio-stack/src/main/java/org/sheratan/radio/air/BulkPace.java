package org.sheratan.radio.air;

import org.sheratan.radio.frame.Priority;

/**
 * Spreads bulk over the hour, so that a burst of it neither keeps what is smaller and more urgent waiting nor is followed
 * by an hour of silence. A fifth of what the law leaves to all but emergencies is never bulk's. Of the rest the first half
 * goes at once; from then on the pauses grow as the room shrinks: it is never quite used up.
 */
final class BulkPace {
  private static final long HOUR_MS = 3_600_000;
  private static final int NOT_FOR_BULK = 5;
  /** How much faster than evenly over the hour the room that is left may go. */
  private static final int EAGERNESS = 4;
  /** When there is no room at all, some may have come by then. */
  private static final long LOOK_AGAIN_MS = 60_000;

  private boolean sent;
  private long sentMs;

  /** When bulk may begin, as far as this goes. */
  long earliestMs(AirtimeMeter meter, SubBand subBand, long aheadMicros, long airtimeMicros, long nowMs) {
    long capMicros = AirtimeMeter.capMicros(subBand, Priority.BULK);
    long bulkMicros = capMicros - capMicros / NOT_FOR_BULK;
    long usedMicros = meter.usedMicros(subBand, nowMs);
    long wantedMicros = aheadMicros + airtimeMicros;
    if (!subBand.dutyLimited() || !sent || usedMicros + wantedMicros <= bulkMicros / 2) {
      return nowMs;
    }
    long roomMicros = bulkMicros - usedMicros;
    return roomMicros < airtimeMicros
        ? nowMs + LOOK_AGAIN_MS
        : Math.max(nowMs, sentMs + Math.ceilDiv(HOUR_MS * wantedMicros, EAGERNESS * roomMicros));
  }

  void onSent(long nowMs) {
    sent = true;
    sentMs = nowMs;
  }
}
