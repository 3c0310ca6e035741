package org.sheratan.radio.air;

/** Counts for {@link QueueCounters}. */
final class QueueTally {
  long offered;
  long coalesced;
  long full;
  long evicted;
  long expired;
  long tooLong;
  long refused;
  long sent;
  long transmissions;

  QueueCounters counters() {
    return new QueueCounters(offered, coalesced, full, evicted, expired, tooLong, refused, sent,
        transmissions);
  }
}
