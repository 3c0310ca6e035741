package org.sheratan.edge.doctor;

import java.util.Locale;

/** Below 16 MiB a node takes nothing new (docs/operations.md); long before that somebody should know. */
final class DiskSpace implements Examination {
  private static final long LITTLE_BYTES = 256L << 20;
  private static final double MIB = 1 << 20;

  @Override
  public String id() {
    return "disk-space";
  }

  @Override
  public Finding of(Patient patient) {
    if (patient.space().freeBytes().isEmpty()) {
      return unknown("the disk does not tell");
    }
    long free = patient.space().freeBytes().getAsLong();
    String shown = String.format(Locale.ROOT, "%.0f MiB free", free / MIB)
        + (patient.space().totalBytes().isPresent()
            ? String.format(Locale.ROOT, " of %.0f MiB", patient.space().totalBytes().getAsLong() / MIB)
            : "");
    return free < LITTLE_BYTES
        ? wrong("only " + shown + "; a node takes nothing new below 16 MiB",
            patient.ofService() ? "sudo journalctl --vacuum-size=16M" : "du -xh " + patient.folder())
        : well(shown);
  }
}
