package org.sheratan.core.lcp;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.kernel.MalformedException;

/** Whether the result of a job that is in no chain needs one. */
public final class Wishes {
  private Wishes() {}

  /**
   * @param named whether there is a chain that it would go on with: to that its listing of files matters as well
   * @return also where the result is an envelope that cannot be read: the chain says so, and fails
   */
  public static boolean any(Job job, boolean named) {
    Json.Obj result = job.result().orElse(Json.Obj.EMPTY);
    try {
      return switch (EnvelopeReader.read(result)) {
        case Envelope.FollowUps more -> !proposed(result) || LcpLimits.plans(job.spec().kind());
        case Envelope.FinalAnswer answer -> true;
        case Envelope.FilesListed files -> named;
        case Envelope.Analysis analysis -> named;
        case Envelope.Plain plain -> false;
        case Envelope.Failed failed -> false;
      };
    } catch (MalformedException broken) {
      return result.get("lcp_version") != null || result.get("new_jobs") != null;
    }
  }

  /** A worker that wrote a file may say so in the words by which a planner asks for it. */
  private static boolean proposed(Json.Obj result) {
    return result.get("lcp_version") == null
        && result.get("action") instanceof Json.Text(String action)
        && (action.equals("write_file") || action.equals("patch_file"));
  }
}
