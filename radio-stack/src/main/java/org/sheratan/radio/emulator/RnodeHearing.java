package org.sheratan.radio.emulator;

import org.sheratan.radio.ether.Antenna;
import org.sheratan.radio.ether.Tuning;

/** What the firmware makes of the channel: a carrier, interference, the noise floor (Utilities.h, update_noise_floor). */
final class RnodeHearing {
  private static final int NOT_MEASURED_DBM = -292;
  private static final int INTERFERENCE_DB = 11;
  private static final int MAX_NOISE_DBM = -83;
  /** 2.5 s. */
  private static final int NEW_FLOOR_TICKS = 3;

  private final Antenna antenna;
  private final RnodeSettings settings;
  private boolean receiving;
  private int noiseDbm;
  private int interferedTicks;

  RnodeHearing(Antenna antenna, RnodeSettings settings) {
    this.antenna = antenna;
    this.settings = settings;
  }

  /** The radio was switched on. */
  void start() {
    noiseDbm = NOT_MEASURED_DBM;
  }

  void receiving(boolean now) {
    receiving = now;
  }

  /** Only what is near the floor moves it, or what stays, unless it is strong. */
  void measure() {
    if (carrier()) {
      return;
    }
    int rssiDbm = rssiDbm();
    boolean near = noiseDbm == NOT_MEASURED_DBM || rssiDbm < noiseDbm + INTERFERENCE_DB;
    interferedTicks = near || rssiDbm >= MAX_NOISE_DBM ? 0 : interferedTicks + 1;
    if (near || interferedTicks >= NEW_FLOOR_TICKS) {
      noiseDbm = rssiDbm;
      interferedTicks = 0;
    }
  }

  int noiseDbm() {
    return noiseDbm;
  }

  int rssiDbm() {
    return (int) antenna.rssiDbm(tuning());
  }

  boolean interfered() {
    return !carrier() && rssiDbm() > noiseDbm + INTERFERENCE_DB;
  }

  boolean free() {
    return !carrier() && !interfered();
  }

  private boolean carrier() {
    return receiving || antenna.active(tuning());
  }

  private Tuning tuning() {
    return settings.tuning(RnodeModem.SYNC_WORD);
  }
}
