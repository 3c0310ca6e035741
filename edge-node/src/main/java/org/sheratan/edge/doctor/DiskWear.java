package org.sheratan.edge.doctor;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of its life an eMMC or card says it has used, in steps of 10 %: {@code life_time} and {@code pre_eol_info} (JEDEC
 * JESD84-B51, EXT_CSD 267 to 269). Most SD cards say nothing.
 */
final class DiskWear implements Examination {
  private static final int WORN_STEPS = 9;
  private static final int NORMAL = 1;

  @Override
  public String id() {
    return "disk-wear";
  }

  @Override
  public Finding of(Patient patient) {
    SystemTree system = patient.system();
    Optional<String> partition = Mount.under(patient).flatMap(mount -> mount.deviceName(system));
    if (partition.isEmpty()) {
      return unknown("no disk of its own is under the data folder");
    }
    String disk = Mount.disk(partition.get());
    String written = system.line("/sys/fs/ext4/" + partition.get() + "/lifetime_write_kbytes")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(text -> "; " + Long.parseLong(text) / (1 << 20) + " GiB were written to " + partition.get())
        .orElse("");
    Optional<String> life = system.line("/sys/block/" + disk + "/device/life_time")
        .filter(text -> text.matches("0x[0-9a-fA-F]{2}( 0x[0-9a-fA-F]{2})?"));
    if (life.isEmpty()) {
      return unknown(disk + " does not tell" + written);
    }
    int steps = Stream.of(life.get().split(" ")).mapToInt(Integer::decode).max().orElse(0);
    int reserve = system.line("/sys/block/" + disk + "/device/pre_eol_info")
        .filter(text -> text.matches("0x[0-9a-fA-F]{2}")).map(Integer::decode).orElse(0);
    if (steps == 0) {
      return unknown(disk + " does not tell" + written);
    }
    String used = disk + " has used " + Math.min(100, 10 * steps) + " % of its life or a little less"
        + written;
    return steps > WORN_STEPS || reserve > NORMAL
        ? wrong(used + ": switch the machine off, then copy it to a new one in another computer",
            "sudo poweroff")
        : well(used);
  }
}
