package org.sheratan.edge.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.sheratan.edge.config.ClosedFolder;

/** Whether the node can write where it keeps everything. */
final class FolderAccess implements Examination {
  @Override
  public String id() {
    return "data-folder";
  }

  @Override
  public Finding of(Patient patient) {
    Path folder = patient.folder();
    if (ClosedFolder.hides(folder)) {
      return unknown(folder + " lies where you may not look", Examinations.AS_ROOT);
    }
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder)
          ? wrong(folder + " is not a folder", "ls -ld " + folder)
          : wrong(folder + " is not there", "sheratan init");
    }
    Optional<Mount> mount = Mount.under(patient);
    if (mount.isPresent() && Arrays.asList(mount.get().options().split(",")).contains("ro")) {
      return wrong(folder + " lies on " + mount.get().point() + ", which is mounted read-only",
          "sudo dmesg --level err,warn");
    }
    if (Files.isWritable(folder)) {
      return well(folder + " can be written");
    }
    return patient.user().map(owner -> unknown(folder + " belongs to " + owner, "sudo sheratan doctor"))
        .orElseGet(() -> unknown(folder + " does not say whom it belongs to"));
  }
}
