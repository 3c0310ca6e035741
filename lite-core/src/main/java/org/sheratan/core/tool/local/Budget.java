package org.sheratan.core.tool.local;

import org.sheratan.core.tool.FailureCode;

/** What one job may still look at. */
final class Budget {
  /** What looking at one name costs the disk, roughly. */
  private static final int ENTRY_BYTES = 256;

  private final Run run;
  private final ToolLimits limits;
  private int entries;

  Budget(Run run, ToolLimits limits) {
    this.run = run;
    this.limits = limits;
  }

  void entry(String folder) throws ToolFailure {
    if (++entries > limits.entries()) {
      throw ToolFailure.everywhere(FailureCode.TOO_MANY,
          "more than " + limits.entries() + " files and folders, at " + folder);
    }
    run.spend(ENTRY_BYTES);
  }

  int entries() {
    return entries;
  }
}
