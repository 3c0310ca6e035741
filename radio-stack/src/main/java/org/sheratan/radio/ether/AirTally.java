package org.sheratan.radio.ether;

/** Counts for {@link AirCounters}. */
final class AirTally {
  long transmissions;
  long airtimeMicros;
  long injected;
  long signals;
  long intact;
  long garbled;
  long missed;
  long faded;
  long cut;
  long refused;

  AirCounters counters() {
    return new AirCounters(transmissions, airtimeMicros, injected, signals, intact, garbled, missed, faded,
        cut, refused);
  }
}
