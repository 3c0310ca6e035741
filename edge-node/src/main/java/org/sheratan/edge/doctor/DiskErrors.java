package org.sheratan.edge.doctor;

import java.util.Optional;

/** What ext4 has counted since its last repair ({@code /sys/fs/ext4}, kernel documentation: ABI/testing/sysfs-fs-ext4). */
final class DiskErrors implements Examination {
  @Override
  public String id() {
    return "disk-errors";
  }

  @Override
  public Finding of(Patient patient) {
    SystemTree system = patient.system();
    Optional<Mount> mount = Mount.under(patient);
    Optional<String> device = mount.flatMap(known -> known.deviceName(system));
    Optional<String> count = device
        .flatMap(name -> system.line("/sys/fs/ext4/" + name + "/errors_count"));
    if (count.isEmpty()) {
      return unknown(mount.map(known -> known.type() + " does not count its errors").orElse("nobody counts"));
    }
    return count.get().equals("0")
        ? well("none since the last repair of " + device.get())
        : wrong(
            count.get() + " on " + device.get() + ": back up the data folder, then have it repaired at the"
                + " next start of the machine",
            "sudo tune2fs -E force_fsck /dev/" + device.get());
  }
}
