package org.sheratan.edge.cli.gate;

import org.sheratan.core.mission.JobId;
import org.sheratan.edge.cli.shell.TypedId;
import org.sheratan.edge.shell.CommandFailure;

/** How a held job is asked for. */
final class HeldJob {
  static final String PATH = "/api/v1/gate/held";

  private HeldJob() {}

  static String checked(String typed) throws CommandFailure {
    return TypedId.checked(typed, "job id", JobId::parse, "sheratan gate list");
  }
}
