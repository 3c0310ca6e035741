package org.sheratan.radio.ether;

/**
 * Sees every transmission of this process's stations whoever hears it, crashed and restarted ones included: for
 * checkers, traces, packet captures, and for carrying it to other processes.
 */
public interface AirTap {
  default void onBegin(AirFrame frame) {}

  /** @param endMicros when it left the air; before {@link AirFrame#endMicros} when it was cut off */
  default void onEnd(AirFrame frame, long endMicros) {}
}
