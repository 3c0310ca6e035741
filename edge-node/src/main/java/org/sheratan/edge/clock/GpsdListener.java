package org.sheratan.edge.clock;

/** What becomes of a connection to gpsd; on its thread. */
public interface GpsdListener {
  /** A fix told the time just now: milliseconds since 1970 UTC */
  void onTime(long wallMs);

  /** gpsd answers; told once after each {@link #onLost}. */
  void onFound();

  /** gpsd cannot be reached, or went away; told once until {@link #onFound}. */
  void onLost(String why);
}
