package org.sheratan.edge.tool.sensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sensors a machine has now: hwmon chips, IIO devices, and thermometers on a 1-Wire bus. */
final class Sensors {
  private static final int MAX = 256;
  private static final Pattern HWMON_FILE = Pattern.compile("([a-z]+\\d+)_input");
  private static final Pattern IIO_FILE = Pattern.compile("in_([a-z0-9_-]+)_(input|raw)");
  /** Families of thermometers: DS18S20, DS1822, DS18B20, DS1825, DS28EA00. */
  private static final Pattern THERMOMETER = Pattern.compile("(10|22|28|3b|42)-[0-9a-f]{12}");
  private static final Pattern W1_VALUE = Pattern.compile("(?s).* YES\\R.*t=(-?\\d{1,7})\\s*");

  private final List<Sensor> found = new ArrayList<>();
  private final SortedMap<String, Integer> chips = new TreeMap<>();

  private Sensors() {}

  /** @param root where {@code sys} is: {@code /} but in tests */
  static List<Sensor> in(Path root) {
    Sensors sensors = new Sensors();
    SensorFiles.in(root.resolve("sys/class/hwmon")).forEach(sensors::addHwmon);
    SensorFiles.in(root.resolve("sys/bus/iio/devices")).forEach(sensors::addIio);
    SensorFiles.in(root.resolve("sys/bus/w1/devices")).forEach(sensors::addThermometer);
    return List.copyOf(sensors.found.subList(0, Math.min(MAX, sensors.found.size())));
  }

  private void addHwmon(Path folder) {
    String chip = chip("hwmon/", folder);
    for (Path file : SensorFiles.in(folder)) {
      Matcher name = HWMON_FILE.matcher(SensorFiles.name(file));
      if (name.matches()) {
        String channel = name.group(1);
        String label = SensorFiles.ifAny(folder.resolve(channel + "_label")).orElse("");
        Quantity.of(Quantity.HWMON, channel).ifPresent(quantity -> found.add(new Sensor(chip + channel,
            label, quantity, () -> SensorFiles.number(SensorFiles.text(file)))));
      }
    }
  }

  private void addIio(Path folder) {
    String chip = chip("iio/", folder);
    for (Path file : SensorFiles.in(folder)) {
      Matcher name = IIO_FILE.matcher(SensorFiles.name(file));
      if (name.matches()) {
        String channel = name.group(1);
        boolean raw = name.group(2).equals("raw");
        // Where the kernel has worked a value out itself, that one counts.
        boolean doubled = raw && Files.exists(folder.resolve("in_" + channel + "_input"));
        String label = SensorFiles.ifAny(folder.resolve("in_" + channel + "_label")).orElse("");
        Quantity.of(Quantity.IIO, channel).filter(quantity -> !doubled)
            .ifPresent(quantity -> found.add(new Sensor(chip + channel, label, quantity,
                raw ? () -> scaled(folder, channel) : () -> SensorFiles.number(SensorFiles.text(file)))));
      }
    }
  }

  private void addThermometer(Path folder) {
    if (THERMOMETER.matcher(SensorFiles.name(folder)).matches()) {
      found.add(new Sensor("w1/" + SensorFiles.name(folder) + "/temperature", "", Quantity.W1_TEMPERATURE,
          () -> thermometer(folder)));
    }
  }

  /** (raw + offset) · scale; scale and offset may be the channel's own or its whole kind's. */
  private static double scaled(Path folder, String channel) throws IOException {
    double raw = SensorFiles.number(SensorFiles.text(folder.resolve("in_" + channel + "_raw")));
    String kind = channel.replaceAll("(\\d|_).*", "");
    return (raw + setting(folder, channel, kind, "offset", 0)) * setting(folder, channel, kind, "scale", 1);
  }

  private static double setting(Path folder, String channel, String kind, String what, double otherwise)
      throws IOException {
    Optional<String> text = SensorFiles.ifAny(folder.resolve("in_" + channel + "_" + what))
        .or(() -> SensorFiles.ifAny(folder.resolve("in_" + kind + "_" + what)));
    return text.isPresent() ? SensorFiles.number(text.get()) : otherwise;
  }

  /** The value alone where the kernel gives it; else the older file, whose first line tells whether its checksum was right. */
  private static double thermometer(Path folder) throws IOException {
    Optional<String> value = SensorFiles.ifAny(folder.resolve("temperature"));
    if (value.isPresent()) {
      return SensorFiles.number(value.get());
    }
    Matcher matcher = W1_VALUE.matcher(SensorFiles.text(folder.resolve("w1_slave")));
    if (!matcher.matches()) {
      throw new IOException("the checksum is wrong");
    }
    return SensorFiles.number(matcher.group(1));
  }

  /** Two of the same kind are told apart by their order. */
  private String chip(String bus, Path folder) {
    String name = bus + SensorFiles.plain(SensorFiles.ifAny(folder.resolve("name"))
        .orElse(SensorFiles.name(folder)));
    int before = chips.merge(name, 1, Integer::sum);
    return name + (before == 1 ? "" : "." + before) + "/";
  }
}
