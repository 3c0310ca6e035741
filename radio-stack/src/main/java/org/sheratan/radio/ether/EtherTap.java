package org.sheratan.radio.ether;

import org.sheratan.kernel.Bytes;

/** Overhears every transmission before anything happens to it: for checkers, traces and attackers. */
@FunctionalInterface
public interface EtherTap {
  /** @param to a station, or {@code *} for everyone */
  void onTransmission(long nowMs, String from, String to, Bytes frame);
}
