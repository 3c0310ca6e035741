package org.sheratan.edge.doctor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The file system under the data folder, by {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param device its numbers, such as {@code 179:2}
 * @param point where it is mounted
 * @param type such as {@code ext4}
 */
record Mount(String device, String point, String options, String type) {
  private static final int FIELDS = 10;

  /** Empty where no system tells, as on Windows. */
  static Optional<Mount> under(Patient patient) {
    return patient.system().lines("/proc/self/mountinfo").stream().flatMap(line -> parse(line).stream())
        .filter(mount -> holds(mount, patient)).max(Comparator.comparingInt(mount -> mount.point().length()));
  }

  private static boolean holds(Mount mount, Patient patient) {
    Path point = patient.root().getFileSystem().getPath(mount.point().substring(1));
    return point.toString().isEmpty() || patient.inside().startsWith(point);
  }

  private static Optional<Mount> parse(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    int dash = words.indexOf("-");
    if (words.size() < FIELDS || dash < 0 || dash + 1 >= words.size() || !words.get(4).startsWith("/")) {
      return Optional.empty();
    }
    return Optional.of(
        new Mount(words.get(2), words.get(4).replace("\\040", " "), words.get(5), words.get(dash + 1)));
  }

  /** Such as {@code mmcblk0p2}; empty for file systems without a device. */
  Optional<String> deviceName(SystemTree system) {
    return system.lines("/sys/dev/block/" + device + "/uevent").stream()
        .filter(line -> line.matches("DEVNAME=[A-Za-z0-9_!-]{1,64}"))
        .map(line -> line.substring("DEVNAME=".length())).findFirst();
  }

  /** The disk or card of a partition: {@code mmcblk0} of {@code mmcblk0p2}, {@code sda} of {@code sda1}. */
  static String disk(String partition) {
    return partition.matches("(mmcblk|nvme|loop).*")
        ? partition.replaceFirst("(?<=[0-9])p[0-9]+$", "")
        : partition.replaceFirst("[0-9]+$", "");
  }
}
