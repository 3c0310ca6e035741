package org.sheratan.edge.tool.sensor;

import java.io.IOException;

/**
 * One thing that can be measured.
 *
 * @param name the same at every start as long as nothing is plugged in or out, such as {@code hwmon/cpu_thermal/temp1}
 * @param label what the board's maker calls it; empty when nobody said
 */
record Sensor(String name, String label, Quantity quantity, Reading reading) {
  /** Asks the kernel, in the kernel's unit. */
  @FunctionalInterface
  interface Reading {
    /** @throws IOException when the sensor does not answer, or not with a number */
    double take() throws IOException;
  }

  double value() throws IOException {
    double value = reading.take() * quantity.scale();
    // The scales are powers of ten: what they add in the last digits nobody measured.
    return Math.round(value * 1e6) / 1e6;
  }
}
