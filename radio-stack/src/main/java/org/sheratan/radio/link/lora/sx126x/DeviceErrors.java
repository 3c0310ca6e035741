package org.sheratan.radio.link.lora.sx126x;

import java.util.ArrayList;
import java.util.List;

/** What GetDeviceErrors answers (datasheet, table 13-84). */
record DeviceErrors(int bits) {
  private static final List<String> NAMES = List.of("RC64K_CALIB_ERR", "RC13M_CALIB_ERR", "PLL_CALIB_ERR",
      "ADC_CALIB_ERR", "IMG_CALIB_ERR", "XOSC_START_ERR", "PLL_LOCK_ERR", "", "PA_RAMP_ERR");
  private static final int XOSC_START = 0x0020;

  boolean none() {
    return bits == 0;
  }

  /** Crystal or TCXO does not run. */
  boolean noClock() {
    return (bits & XOSC_START) != 0;
  }

  @Override
  public String toString() {
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < NAMES.size(); bit++) {
      if ((bits >> bit & 1) != 0 && !NAMES.get(bit).isEmpty()) {
        set.add(NAMES.get(bit));
      }
    }
    return set.isEmpty() ? String.format("device errors 0x%04X", bits) : String.join(", ", set);
  }
}
