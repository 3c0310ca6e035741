package org.sheratan.edge.wiring;

import java.time.Instant;

import org.sheratan.edge.clock.GpsdListener;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.SystemClock;

/** Hands what gpsd says to the clock, and logs what changes. */
final class GpsWatch implements GpsdListener {
  private final String address;
  private final SystemClock clock;
  private boolean refused;

  GpsWatch(String address, SystemClock clock) {
    this.address = address;
    this.clock = clock;
  }

  @Override
  public void onTime(long wallMs) {
    boolean believed = clock.onGps(wallMs);
    if (!believed && !refused) {
      Log.warn("gps-refused", "said", Instant.ofEpochMilli(wallMs), "not_before",
          Instant.ofEpochMilli(clock.wall().notBeforeMs()));
    }
    refused = !believed;
  }

  @Override
  public void onFound() {
    Log.info("gpsd", "address", address, "state", "connected");
  }

  @Override
  public void onLost(String why) {
    Log.warn("gpsd", "address", address, "state", "lost", "why", why);
  }
}
