package org.sheratan.edge.doctor;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Undervoltage of a Raspberry Pi: the firmware's own word (bit 0 now, bit 16 since the start: Raspberry Pi documentation,
 * vcgencmd get_throttled), or the alarm of the kernel's driver raspberrypi-hwmon.
 */
final class PowerSupply implements Examination {
  /** When it was; no machine lacks it, as many lack vcgencmd. */
  private static final String KERNEL_SAYS = "sudo journalctl --dmesg --grep=voltage";
  private static final int NOW = 1;
  private static final int BEFORE = 1 << 16;

  @Override
  public String id() {
    return "power";
  }

  @Override
  public Finding of(Patient patient) {
    Optional<Integer> throttled = throttled(patient);
    if (throttled.isPresent()) {
      int bits = throttled.get();
      return (bits & (NOW | BEFORE)) == 0
          ? well("no undervoltage since the start of the machine")
          : wrong(((bits & NOW) != 0 ? "undervoltage now" : "undervoltage since the start of the machine")
              + ": use a stronger power supply and a short cable", KERNEL_SAYS);
    }
    for (Path sensor : patient.system().list("/sys/class/hwmon", "hwmon*")) {
      String folder = "/sys/class/hwmon/" + sensor.getFileName();
      Optional<String> alarm = patient.system().line(folder + "/in0_lcrit_alarm");
      if (alarm.isPresent()) {
        return alarm.get().equals("0")
            ? well("no undervoltage now")
            : wrong("undervoltage: use a stronger power supply and a short cable", KERNEL_SAYS);
      }
    }
    return unknown("this machine does not tell");
  }

  private static Optional<Integer> throttled(Patient patient) {
    return patient.system().line("/sys/devices/platform/soc/soc:firmware/get_throttled")
        .or(() -> patient.programs().ask("vcgencmd", "get_throttled")
            .map(text -> text.strip().replace("throttled=", "")))
        .map(text -> text.replace("0x", "")).filter(text -> text.matches("[0-9a-fA-F]{1,7}"))
        .map(text -> Integer.parseInt(text, 16));
  }
}
