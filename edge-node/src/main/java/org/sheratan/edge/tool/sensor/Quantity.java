package org.sheratan.edge.tool.sensor;

import java.util.List;
import java.util.Optional;

/**
 * What a sensor measures, by the first part of its file's name (Linux Documentation/hwmon/sysfs-interface.rst and
 * Documentation/ABI/testing/sysfs-bus-iio).
 *
 * @param prefix of the name, such as {@code temp} of {@code temp1_input}
 * @param scale from the kernel's unit to {@code unit}
 */
record Quantity(String prefix, String name, String unit, double scale) {
  private static final double MILLI = 1e-3;
  private static final double MICRO = 1e-6;

  static final List<Quantity> HWMON = List.of(new Quantity("temp", "temperature", "celsius", MILLI),
      new Quantity("in", "voltage", "volt", MILLI), new Quantity("curr", "current", "ampere", MILLI),
      new Quantity("power", "power", "watt", MICRO), new Quantity("energy", "energy", "joule", MICRO),
      new Quantity("humidity", "humidity", "percent", MILLI), new Quantity("fan", "speed", "rpm", 1));

  static final List<Quantity> IIO = List.of(new Quantity("temp", "temperature", "celsius", MILLI),
      new Quantity("humidityrelative", "humidity", "percent", MILLI),
      new Quantity("pressure", "pressure", "kilopascal", 1),
      new Quantity("voltage", "voltage", "volt", MILLI), new Quantity("current", "current", "ampere", MILLI),
      new Quantity("power", "power", "watt", MILLI), new Quantity("illuminance", "illuminance", "lux", 1),
      new Quantity("resistance", "resistance", "ohm", 1), new Quantity("distance", "distance", "meter", 1),
      new Quantity("accel", "acceleration", "meter_per_second_squared", 1),
      new Quantity("anglvel", "angular_velocity", "radian_per_second", 1),
      new Quantity("magn", "magnetic_field", "gauss", 1));

  static final Quantity W1_TEMPERATURE = new Quantity("temperature", "temperature", "celsius", MILLI);

  static final Quantity INPUT = new Quantity("gpio", "input", "active", 1);

  /** Of a channel such as {@code temp1} or {@code accel_x}. */
  static Optional<Quantity> of(List<Quantity> known, String channel) {
    return known.stream().filter(quantity -> channel.matches(quantity.prefix + "(\\d+(-\\w+)?)?(_[a-z_]+)?"))
        .findFirst();
  }
}
